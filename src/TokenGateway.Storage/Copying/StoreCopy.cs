using System.Security.Cryptography;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Copying;

/// <summary>
/// Copies a store into another database. A first pass runs while the source is in use, and leaves a target that cannot be
/// opened; a last one, while the source is unused, copies the remaining changes, compares both, and completes the target.
/// </summary>
internal sealed class StoreCopy(CopySide source, CopySide target, byte[]? auditKey, IProgress<StoreCopyProgress> progress)
{
    /// <param name="finishes">Whether this is the last pass.</param>
    /// <exception cref="StoreCopyRefusedException">It is the wrong target, or a store that must not be in use is.</exception>
    /// <exception cref="StoreUnavailableException">One of the stores does not respond.</exception>
    public async Task<StoreCopyResult> RunAsync(bool finishes, CancellationToken cancellationToken)
    {
        if ((await source.ListTablesAsync()).Contains(CopyMark.Table, StringComparer.Ordinal))
            throw SqlCopyMark.Unfinished(source.Name);
        var id = await source.ReadStoreIdAsync();
        if (id == await target.ReadStoreIdAsync())
            throw new StoreCopyRefusedException($"Source and target are the same store, {target.Name}. Environment variables override both configuration files.");
        await RequireAuditKeyAsync();
        await target.TakeAsync();
        if (finishes)
            await source.HoldAsync();
        var shapes = await ReadShapesAsync();
        var run = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var from = await BeginAsync(id, run);
        var pass = new CopyPass(source, target, run, progress, cancellationToken);
        await pass.RunAsync(shapes, finishes ? null : from);
        return finishes
            ? await FinishAsync(shapes, run, pass.Changed, cancellationToken)
            : new StoreCopyResult(source.Name, target.Name, false, pass.Changed, []);
    }

    // Seals are copied unchanged: with another key, the copy would refuse all writes.
    private async Task RequireAuditKeyAsync()
    {
        if (await AuditEnds.ReadAsync(source.Session, AuditEnds.Head) is not { } head)
            return;
        if (auditKey is null || !new AuditChain(auditKey).IsHead(head))
        {
            throw new StoreCopyRefusedException(
                $"The audit log of {source.Name} is not sealed by the key that the target's configuration names{(auditKey is null ? " (it has none)" : "")}. "
                + "Name the source's key there: TokenGateway:Audit:KeyFile; without one in the source's configuration, it is the file audit.key beside its store.");
        }
    }

    private async Task<IReadOnlyList<CopyShape>> ReadShapesAsync()
    {
        foreach (var side in new[] { source, target })
        {
            if (CopyPlan.UnknownOf(await side.ListTablesAsync()).ToList() is { Count: > 0 } unknown)
                throw new StoreCopyRefusedException($"{side.Name} has tables that this program does not know: {string.Join(", ", unknown)}. Run the program that made them.");
        }

        var shapes = new List<CopyShape>();
        foreach (var table in CopyPlan.Tables)
            shapes.Add(await CopyShape.ReadAsync(table, source, target));
        return shapes;
    }

    // Returns the position to continue from.
    private async Task<CopyPlace?> BeginAsync(string id, string run)
    {
        var mark = await CopyMark.ReadAsync(target);
        if (mark is null)
        {
            await RequireEmptyAsync();
            await target.InTransactionAsync(() => CopyMark.BeginAsync(target, id, run));
            return null;
        }

        if (mark.Source != id)
            throw new StoreCopyRefusedException($"{target.Name} is an unfinished copy of another store ({mark.Source}). Give an empty database.");
        await CopyMark.TakeOverAsync(target, run);
        return mark.Place;
    }

    private async Task RequireEmptyAsync()
    {
        foreach (var table in CopyPlan.Tables.Append(new CopyTable("changes", "seq")))
        {
            if (await target.CountAsync(table) is var count and > 0)
            {
                throw new StoreCopyRefusedException(
                    $"{target.Name} is in use or was: it has {(count == 1 ? "1 row" : $"{count} rows")} in {table.Name}. A target is empty, or was begun by `tokengateway store copy` from the same store and is not finished.");
            }
        }
    }

    private async Task<StoreCopyResult> FinishAsync(IReadOnlyList<CopyShape> shapes, string run, long changed, CancellationToken cancellationToken)
    {
        var tables = new List<StoreCopyTable>();
        foreach (var shape in shapes)
        {
            // In parallel: the source is locked until this ends, and SQLite works on the caller's thread.
            var sums = await Task.WhenAll(new[] { source, target }.Select(side => Task.Run(() => CopySum.OfAsync(side, shape, cancellationToken), cancellationToken)));
            tables.Add(new StoreCopyTable(shape.Table.Name, sums[0].Count, sums[1].Count, sums[0].Digest, sums[1].Digest));
            progress.Report(new StoreCopyProgress(shape.Table.Name, tables.Count, shapes.Count) { IsVerifying = true });
        }

        var result = new StoreCopyResult(source.Name, target.Name, tables.TrueForAll(table => table.IsSame), changed, tables);
        if (result.IsFinished)
            await target.InTransactionAsync(() => EndAsync(run));
        return result;
    }

    private async Task EndAsync(string run)
    {
        await CopyMark.MoveAsync(target, run, null);
        foreach (var table in CopyPlan.Tables.Where(table => table.IsNumbered))
            await target.RaiseHighestAsync(table, await source.ReadHighestAsync(table));

        // Numbers continue after those of the source, and earlier positions are not readable.
        var head = await source.QueryAsync("SELECT seq FROM change_head WHERE shard = 0", []);
        await target.ExecuteAsync("UPDATE change_head SET seq = @p0, floor = @p0 WHERE shard = 0", [head is [[long seq]] ? seq : throw SqlChangeLog.NoHead()]);
        await CopyMark.EndAsync(target);
    }
}
