using System.Collections.Immutable;

namespace TokenGateway.Core.Auditing;

/// <summary>Follows the chain record by record and stops at the first that does not fit.</summary>
public sealed class AuditWalk
{
    private readonly AuditChain _chain;

    /// <param name="chain">The chain with its key.</param>
    /// <param name="start">The signed end of the removed or unverifiable records; null: from the first record.</param>
    public AuditWalk(AuditChain chain, AuditHead? start)
    {
        _chain = chain;
        StartAt(start);
    }

    /// <summary>The number of the last record that fits.</summary>
    internal long Seq { get; private set; }

    /// <summary>Its seal.</summary>
    public ImmutableArray<byte> Seal { get; private set; }

    /// <summary>The number of records that fit.</summary>
    public long Count { get; private set; }

    /// <summary>Continues from there: retention has removed the records before.</summary>
    internal void StartAt(AuditHead? start) => (Seq, Seal) = start is null ? (0, AuditChain.Beginning) : (start.Seq, start.Seal);

    /// <summary>The fault of the next record; null: it fits.</summary>
    public AuditFault? Follow(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (FaultOf(record) is { } fault)
            return fault;
        (Seq, Seal) = (record.Seq, record.Seal);
        Count++;
        return null;
    }

    private AuditFault? FaultOf(AuditRecord record)
    {
        var seq = record.Seq;
        if (seq <= Seq)
            return new(seq, AuditFaultKind.Inserted, $"Record {seq} comes before the signed beginning, after {Seq}: it was inserted.");
        if (seq == Seq + 1)
            return _chain.IsNext(Seal, record) ? null : new(seq, AuditFaultKind.Edited, $"Record {seq} was edited, or was never sealed.");
        var gone = seq == Seq + 2 ? $"Record {Seq + 1} is" : $"Records {Seq + 1} to {seq - 1} are";
        return Count == 0
            ? new(seq, AuditFaultKind.CutOffAtBeginning, $"{gone} missing at the beginning, and retention did not delete them.")
            : new(seq, AuditFaultKind.Missing, $"{gone} missing before record {seq}.");
    }
}
