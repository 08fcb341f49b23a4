using System.Globalization;
using System.Text;
using System.Text.Json;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>SQLite's part of the statements. A write transaction locks the file (BEGIN IMMEDIATE), so there are no row locks.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string Epoch => "(SELECT store_id FROM store)";

    public override string EpochOfWriter => "";

    public override string Behind => "CAST(NULL AS BIGINT)";

    public override bool Prepares => true;

    public override bool TakesArrays => false;

    // Inserting the row with this number advances the sequence.
    public override string NextTokenNumber => "SELECT 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'tokens'), 0)";

    public override string ForUpdate => "";

    public override string? Lock => null;

    public override string HasTable => "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = @table)";

    public override string Rows(IReadOnlyCollection<string> columns) => $"(SELECT {string.Join(", ", columns.Select(column => $"@{column} AS {column}"))}) AS r";

    public override string In(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override object List<T>(T[] values) => JsonSerializer.Serialize(values, typeof(T[]), ColumnJson.Default);

    public override string Recurse(string found, params ReadOnlySpan<(string Columns, string Table, string On)> branches)
    {
        var sql = new StringBuilder();
        foreach (var (columns, table, on) in branches)
            sql.Append(CultureInfo.InvariantCulture, $"UNION SELECT {columns} FROM {found} JOIN {table} ON {on} ");
        return sql.ToString();
    }
}
