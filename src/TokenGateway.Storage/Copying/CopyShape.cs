using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Copying;

/// <summary>The structure of a table in both databases.</summary>
/// <param name="Table">Which.</param>
/// <param name="Columns">In order of their names, so that a row is the same list of values in both databases.</param>
/// <param name="Unique">Column sets with a unique index in the target, without the key.</param>
internal sealed record CopyShape(CopyTable Table, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Unique)
{
    /// <exception cref="StoreCopyRefusedException">The databases have different columns.</exception>
    public static async Task<CopyShape> ReadAsync(CopyTable table, CopySide source, CopySide target)
    {
        var (from, to) = (await source.ListColumnsAsync(table.Name), await target.ListColumnsAsync(table.Name));
        if (!from.Order(StringComparer.Ordinal).SequenceEqual(to.Order(StringComparer.Ordinal)))
            throw new StoreCopyRefusedException($"The table {table.Name} has other columns in {source.Name} than in {target.Name}. Run `tokengateway store migrate` on both.");
        var unique = await target.ListUniqueAsync(table.Name);
        return new CopyShape(table, [.. from.Order(StringComparer.Ordinal)], [.. unique.Where(columns => !columns.SequenceEqual(table.Key))]);
    }

    public object?[] KeyOf(object?[] row) => ValuesOf(row, Table.Key);

    public object?[] ValuesOf(object?[] row, IReadOnlyList<string> columns) => [.. columns.Select(column => row[IndexOf(column)])];

    private int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
                return i;
        }

        throw new ArgumentOutOfRangeException(nameof(column), column, "No such column.");
    }
}
