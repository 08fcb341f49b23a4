using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Copying;

/// <summary>The state of an unfinished target, in a table that exists only until the copy is finished.</summary>
/// <param name="Source">The id of the source store.</param>
/// <param name="Place">The position of the copy; null: the beginning.</param>
internal sealed record CopyMark(string Source, CopyPlace? Place)
{
    public const string Table = SqlCopyMark.Table;

    /// <summary>Includes the id of the run: a second run takes over the target, and the first one detects that it no longer owns it.</summary>
    private const string Create = $"CREATE TABLE {Table} (id INTEGER PRIMARY KEY, source TEXT NOT NULL, run TEXT NOT NULL, at_table TEXT, at_key TEXT)";

    /// <summary>Null: the target has none.</summary>
    public static async Task<CopyMark?> ReadAsync(CopySide target)
    {
        if (!(await target.ListTablesAsync()).Contains(Table, StringComparer.Ordinal))
            return null;
        var rows = await target.QueryAsync($"SELECT source, at_table, at_key FROM {Table}", []);
        return rows is [[string source, var table, var key]]
            ? new CopyMark(source, table is string name && key is string text ? new CopyPlace(name, CopyKey.Read(text)) : null)
            : throw new StoreCopyRefusedException($"{target.Name} has a table {Table} without a row. Give an empty database.");
    }

    public static async Task BeginAsync(CopySide target, string source, string run)
    {
        await target.ExecuteAsync(Create, []);
        await target.ExecuteAsync($"INSERT INTO {Table} (id, source, run) VALUES (1, @p0, @p1)", [source, run]);
    }

    public static Task TakeOverAsync(CopySide target, string run) => target.ExecuteAsync($"UPDATE {Table} SET run = @p0", [run]);

    /// <summary>Records the progress, in the transaction of the copied rows.</summary>
    /// <exception cref="StoreCopyRefusedException">Another run has taken over the target.</exception>
    public static async Task MoveAsync(CopySide target, string run, CopyPlace? place)
    {
        var changed = await target.ExecuteAsync(
            $"UPDATE {Table} SET at_table = @p1, at_key = @p2 WHERE run = @p0", [run, place?.Table, place is null ? null : CopyKey.Write(place.Key)]);
        if (changed == 0)
            throw new StoreCopyRefusedException($"Another `tokengateway store copy` to {target.Name} has begun, and continues this one.");
    }

    public static Task EndAsync(CopySide target) => target.ExecuteAsync($"DROP TABLE {Table}", []);
}
