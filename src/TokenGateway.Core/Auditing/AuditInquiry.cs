using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace TokenGateway.Core.Auditing;

/// <summary>Investigates a record that does not fit the chain by searching the whole log.</summary>
internal sealed class AuditInquiry(IAuditLog log, AuditChain chain)
{
    private const int PageSize = 500;

    /// <summary>The number that the record was sealed for; null: none, its content was changed.</summary>
    public async Task<long?> FindPlaceAsync(AuditRecord record, AuditHead? start, CancellationToken cancellationToken)
    {
        var (seq, seal) = start is null ? (0, AuditChain.Beginning) : (start.Seq, start.Seal);
        if (IsSealedAs(record, seq + 1, seal))
            return seq + 1;
        await foreach (var before in ReadAsync(cancellationToken))
        {
            // If two neighbours were swapped, the earlier position holds the later record.
            if (IsSealedAs(record, before.Seq + 1, before.Seal))
                return before.Seq + 1;
            if (IsSealedAs(record, before.Seq, before.Seal))
                return before.Seq;
        }

        return null;
    }

    /// <summary>Whether any record fits its predecessor with this key.</summary>
    public async Task<bool> HasSealAsync(CancellationToken cancellationToken)
    {
        var previous = AuditChain.Beginning;
        await foreach (var record in ReadAsync(cancellationToken))
        {
            if (chain.IsNext(previous, record))
                return true;
            previous = record.Seal;
        }

        return false;
    }

    private bool IsSealedAs(AuditRecord record, long seq, ImmutableArray<byte> previous) =>
        seq != record.Seq && chain.IsNext(previous, record with { Seq = seq });

    private async IAsyncEnumerable<AuditRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = long.MinValue;
        while (await log.ListAsync(AuditFilter.All, after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var record in page)
                yield return record;
            after = page[^1].Seq;
        }
    }
}
