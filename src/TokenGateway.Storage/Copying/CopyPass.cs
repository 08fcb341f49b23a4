using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Copying;

/// <summary>
/// Walks through all tables, page by page, and makes each page of the target equal to the source: deletes rows that the
/// source lacks or that differ, then inserts missing rows. This also applies changes and deletions since an earlier pass,
/// and costs little more than reading if there were none.
/// </summary>
/// <param name="run">The run that owns the target; see <see cref="CopyMark"/>.</param>
/// <param name="progress">Called after each page.</param>
internal sealed class CopyPass(CopySide source, CopySide target, string run, IProgress<StoreCopyProgress> progress, CancellationToken cancellationToken)
{
    private const int PageSize = 1000;

    private long _total;
    private long _done;

    /// <summary>The number of rows written to or removed from the target.</summary>
    public long Changed { get; private set; }

    /// <param name="shapes">The tables, in order.</param>
    /// <param name="from">The position to continue from; null: from the beginning.</param>
    public async Task RunAsync(IReadOnlyList<CopyShape> shapes, CopyPlace? from)
    {
        foreach (var shape in shapes)
            _total += await source.CountAsync(shape.Table);
        var isBehind = from is not null;
        foreach (var shape in shapes)
        {
            var isHere = shape.Table.Name == from?.Table;
            if (isBehind)
                _done += await source.CountAsync(shape.Table, isHere ? from!.Key : null);
            isBehind &= !isHere;
            if (!isBehind)
                await CopyAsync(shape, isHere ? from!.Key : null);
        }

        await target.InTransactionAsync(() => CopyMark.MoveAsync(target, run, null));
    }

    private async Task CopyAsync(CopyShape shape, object?[]? after)
    {
        IReadOnlyList<object?[]> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = await source.ReadPageAsync(shape, after, null, PageSize);
            var upTo = page.Count == PageSize ? shape.KeyOf(page[^1]) : null;
            await target.InTransactionAsync(() => WriteAsync(shape, page, after, upTo));
            _done += page.Count;
            progress.Report(new StoreCopyProgress(shape.Table.Name, _done, Math.Max(_total, _done)));
            after = upTo;
        }
        while (page.Count == PageSize);
    }

    private async Task WriteAsync(CopyShape shape, IReadOnlyList<object?[]> page, object?[]? after, object?[]? upTo)
    {
        if (upTo is not null)
            await CopyMark.MoveAsync(target, run, new CopyPlace(shape.Table.Name, upTo));
        var missing = page.ToDictionary(row => CopyKey.Write(shape.KeyOf(row)), StringComparer.Ordinal);
        await RemoveAsync(shape, missing, after, upTo);
        if (missing.Count == 0)
            return;

        // A unique value of another row may belong to this one by now; that row follows later, or was deleted.
        foreach (var columns in shape.Unique)
            await target.DeleteAsync(shape.Table.Name, columns, [.. missing.Values.Select(row => shape.ValuesOf(row, columns)).Where(values => !values.Contains(null))]);
        await target.InsertAsync(shape, [.. missing.Values]);
        Changed += missing.Count;
    }

    // Reduces the missing rows to those that the target lacks or has in an outdated form.
    private async Task RemoveAsync(CopyShape shape, Dictionary<string, object?[]> missing, object?[]? after, object?[]? upTo)
    {
        IReadOnlyList<object?[]> there;
        do
        {
            there = await target.ReadPageAsync(shape, after, upTo, PageSize);
            var wrong = there.Where(row => !IsWanted(shape, missing, row)).Select(shape.KeyOf).ToList();
            if (wrong.Count > 0)
                await target.DeleteAsync(shape.Table.Name, shape.Table.Key, wrong);
            Changed += wrong.Count;
            after = there.Count == 0 ? after : shape.KeyOf(there[^1]);
        }
        while (there.Count == PageSize);
    }

    private static bool IsWanted(CopyShape shape, Dictionary<string, object?[]> missing, object?[] row)
    {
        var key = CopyKey.Write(shape.KeyOf(row));
        return missing.TryGetValue(key, out var wanted) && CopyRow.AreSame(row, wanted) && missing.Remove(key);
    }
}
