using System.Globalization;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// Removes the oldest records up to the first one that is recent enough: a gap in the middle would break the chain. The
/// newest stays, because the head names it.
/// </summary>
internal static class SqlAuditPruning
{
    public static async Task<AuditPruning> RunAsync(SqlWrite write, DateTimeOffset before, int limit)
    {
        // Two concurrent runs would overwrite each other's checkpoint.
        await write.LockAsync("audit pruning");
        if (await AuditEnds.ReadAsync(write, AuditEnds.Head) is not { } head)
            return new AuditPruning(0);
        var start = await AuditEnds.ReadAsync(write, AuditEnds.Checkpoint);
        if (start is not null && !write.Chain.IsCheckpoint(start) && !write.Chain.IsRekeyed(start))
            return new AuditPruning(0, new(start.Seq, AuditFaultKind.CutOffAtBeginning, $"The checkpoint at record {start.Seq} is not signed."));
        var gone = (await SelectAsync(write, new { last = head.Seq - 1, limit })).TakeWhile(record => record.At < before).ToList();
        if (gone.Count == 0)
            return new AuditPruning(0);

        // Records sealed by an earlier key are removed unverified.
        var walk = new AuditWalk(write.Chain, start);
        foreach (var record in gone.Where(record => !(start is not null && record.Seq <= start.Seq && write.Chain.IsRekeyed(start))))
        {
            if (walk.Follow(record) is { } fault)
                return new AuditPruning(0, fault);
        }

        await RemoveAsync(write, gone, walk);
        return new AuditPruning(gone.Count);
    }

    private static async Task RemoveAsync(SqlWrite write, List<AuditRecord> gone, AuditWalk walk)
    {
        var last = gone[^1].Seq;
        await write.ExecuteAsync("DELETE FROM audit WHERE seq <= @last", new { last });
        if (walk.Count > 0)
            await AuditEnds.WriteAsync(write, AuditEnds.Checkpoint, write.Chain.Checkpoint(last, walk.Seal));

        // Otherwise the record of each pruning would be pruned, and recorded again, forever.
        if (gone.Exists(record => record.Entry.Action != AuditAction.AuditPruned))
        {
            var after = string.Create(CultureInfo.InvariantCulture, $$"""{"upTo":{{last}},"records":{{gone.Count}}}""");
            write.Audit(new AuditEntry(AuditActor.Gateway, AuditAction.AuditPruned, "audit", After: after));
        }
    }

    private static Task<IReadOnlyList<AuditRecord>> SelectAsync(SqlWrite write, object parameters) => write.ReadRowsAsync(
        $"SELECT {AuditRow.Columns} FROM audit a WHERE a.seq <= @last ORDER BY a.seq LIMIT @limit", parameters, AuditRow.Read);
}
