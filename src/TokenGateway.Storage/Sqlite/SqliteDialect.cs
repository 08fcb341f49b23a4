using System.Globalization;
using System.Text;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>SQLite's part of the statements. A transaction that writes has the file to itself (BEGIN IMMEDIATE), so nothing is locked by row.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string Epoch => "(SELECT store_id FROM store)";

    public override string EpochOfWriter => "";

    public override string Behind => "CAST(NULL AS BIGINT)";

    public override bool Prepares => true;

    // The row that is written with the number moves the sequence.
    public override string NextTokenNumber => "SELECT 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'tokens'), 0)";

    public override string ForUpdate => "";

    public override string? Lock => null;

    public override string HasTable => "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = @table)";

    // Dapper makes a parameter of each.
    public override string In(string column, string parameter) => $"{column} IN {parameter}";

    public override string Recurse(string found, params ReadOnlySpan<(string Columns, string Table, string On)> branches)
    {
        var sql = new StringBuilder();
        foreach (var (columns, table, on) in branches)
            sql.Append(CultureInfo.InvariantCulture, $"UNION SELECT {columns} FROM {found} JOIN {table} ON {on} ");
        return sql.ToString();
    }
}
