using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Auditing;

/// <summary>
/// Checks the whole log, from its checkpoint to its head, page by page, while writers append and retention prunes. One
/// check per instance.
/// </summary>
/// <param name="log">The log to check.</param>
/// <param name="chain">The chain with the key that sealed it.</param>
public sealed class AuditVerifier(IAuditLog log, AuditChain chain)
{
    private const int PageSize = 500;

    private readonly AuditInquiry _inquiry = new(log, chain);
    private AuditWalk _walk = null!;
    private AuditHead? _start;
    private AuditHead? _head;
    private AuditHead? _known;
    private DateTimeOffset? _from;
    private DateTimeOffset? _until;
    private long _unchecked;
    private long _goneUpTo = long.MinValue;
    private bool _isRekeyed;
    private bool? _isKnownThere;

    /// <param name="known">
    /// A head that was logged earlier: the only evidence that the whole store was replaced by an older state with valid
    /// signatures. Null: not compared.
    /// </param>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public async Task<AuditReport> VerifyAsync(AuditHead? known, CancellationToken cancellationToken)
    {
        _known = known;
        _start = await log.ReadCheckpointAsync(cancellationToken);
        _walk = new AuditWalk(chain, _start);
        _isRekeyed = _start is not null && chain.IsRekeyed(_start);
        var fault = await FaultOfStartAsync(cancellationToken) ?? await FaultOfRecordsAsync(cancellationToken)
            ?? await FaultOfEndAsync(cancellationToken) ?? FaultOfKnown();
        return new AuditReport
        {
            Checked = _walk.Count,
            Unchecked = _unchecked,
            From = _from,
            Until = _until,
            Head = _head,
            Checkpoint = _start,
            IsKnownHeadTooOld = fault is null && IsKnownTooOld,
            Fault = fault,
        };
    }

    private bool IsKnownTooOld => _known is not null && _isKnownThere is null && _known.Seq < (_start?.Seq ?? 0);

    private async Task<AuditFault?> FaultOfStartAsync(CancellationToken cancellationToken)
    {
        if (_start is null || _isRekeyed || chain.IsCheckpoint(_start))
            return null;
        _head = await log.ReadHeadAsync(cancellationToken);
        var fault = new AuditFault(
            _start.Seq, AuditFaultKind.CutOffAtBeginning, $"The checkpoint at record {_start.Seq} is not signed: records before it may be missing.");
        return await UnlessAnotherKeyAsync(fault, cancellationToken);
    }

    private async Task<AuditFault?> FaultOfRecordsAsync(CancellationToken cancellationToken)
    {
        var after = long.MinValue;
        while (true)
        {
            var page = await log.ListAsync(AuditFilter.All, after, PageSize, cancellationToken);
            foreach (var record in page)
            {
                if (await FaultOfAsync(record, cancellationToken) is { } fault)
                    return await ExplainAsync(fault, record, cancellationToken);
            }

            _goneUpTo = long.MinValue;

            // The head is read after the records, so that appended records are checked in another round.
            if (page.Count > 0)
            {
                after = page[^1].Seq;
                continue;
            }

            var before = _head?.Seq;
            _head = await log.ReadHeadAsync(cancellationToken);
            if (_head is null || _head.Seq <= _walk.Seq || _head.Seq == before)
                return null;
        }
    }

    private async Task<AuditFault?> FaultOfAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        // Read with the page before retention removed it.
        if (record.Seq <= _goneUpTo)
            return null;
        if (_isRekeyed && record.Seq <= _start!.Seq)
        {
            _unchecked++;
            return null;
        }

        var fault = _walk.Follow(record);
        if (fault is { Kind: AuditFaultKind.Missing or AuditFaultKind.CutOffAtBeginning } && await HasBeenPrunedAsync(cancellationToken))
        {
            _goneUpTo = _walk.Seq;
            fault = record.Seq <= _goneUpTo ? null : _walk.Follow(record);
        }

        if (fault is null)
            Note(record);
        return fault;
    }

    // Missing records may have been pruned since the check began.
    private async Task<bool> HasBeenPrunedAsync(CancellationToken cancellationToken)
    {
        var now = await log.ReadCheckpointAsync(cancellationToken);
        if (now is null || now.Seq <= _walk.Seq || !chain.IsCheckpoint(now))
            return false;
        (_start, _isRekeyed) = (now, false);
        _walk.StartAt(now);
        return true;
    }

    private void Note(AuditRecord record)
    {
        _from ??= record.At;
        _until = record.At;
        if (record.Seq == _known?.Seq)
            _isKnownThere = _known.IsAt(record.Seq, record.Seal);
    }

    private async Task<AuditFault> ExplainAsync(AuditFault fault, AuditRecord record, CancellationToken cancellationToken)
    {
        _head ??= await log.ReadHeadAsync(cancellationToken);
        if (fault.Kind != AuditFaultKind.Edited)
            return fault;
        return await _inquiry.FindPlaceAsync(record, _start, cancellationToken) is { } place
            ? new(record.Seq, AuditFaultKind.OutOfOrder, $"Record {record.Seq} was sealed as record {place}: records were moved.")
            : await UnlessAnotherKeyAsync(fault, cancellationToken);
    }

    private async Task<AuditFault> UnlessAnotherKeyAsync(AuditFault fault, CancellationToken cancellationToken) =>
        (_head is not null && chain.IsHead(_head)) || await _inquiry.HasSealAsync(cancellationToken)
            ? fault
            : new(fault.Seq, AuditFaultKind.AnotherKey, "The log was sealed with another key.");

    private async Task<AuditFault?> FaultOfEndAsync(CancellationToken cancellationToken)
    {
        if (_head is not null && chain.IsHead(_head))
            return FaultOfPlace(_head);
        if (_head is null && _walk.Seq == 0)
            return null;
        var fault = new AuditFault(_walk.Seq, AuditFaultKind.CutOffAtEnd, $"The end is not signed: records after {_walk.Seq} may be missing.");
        return _walk.Count > 0 ? fault : await UnlessAnotherKeyAsync(fault, cancellationToken);
    }

    private AuditFault? FaultOfPlace(AuditHead head)
    {
        if (head.Seq > _walk.Seq)
            return new(_walk.Seq + 1, AuditFaultKind.CutOffAtEnd, $"Records {_walk.Seq + 1} to {head.Seq} are missing at the end.");
        if (head.Seq < _walk.Seq)
            return new(head.Seq + 1, AuditFaultKind.Inserted, $"Record {head.Seq + 1} comes after the signed end.");
        return head.IsAt(_walk.Seq, _walk.Seal) ? null
            : new(head.Seq, AuditFaultKind.Edited, $"Record {head.Seq} is not the one that was signed as the end.");
    }

    private AuditFault? FaultOfKnown()
    {
        if (_start is not null && _known?.Seq == _start.Seq)
            _isKnownThere = _known.IsAt(_start.Seq, _start.Seal);
        return _known is null || _isKnownThere == true || IsKnownTooOld ? null : new(
            _known.Seq, AuditFaultKind.RolledBack, $"The head to compare with is not in the log: the log was restored to a state before {_known.Seq}, or rewritten.");
    }
}
