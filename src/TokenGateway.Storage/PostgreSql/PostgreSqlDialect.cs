using System.Globalization;
using System.Text;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>The dialect of PostgreSQL. Transactions run concurrently (READ COMMITTED); a transaction locks the rows it depends on.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    public static PostgreSqlDialect Instance { get; } = new();

    /// <summary>
    /// Identifies the database and its history, as an expression for a statement on <c>change_head</c> at the primary. The system
    /// identifier changes with a recreated cluster, the timeline with a promotion or a point-in-time recovery, and the OIDs of database
    /// and table with a restored dump.
    /// </summary>
    public const string Lineage =
        """
        (SELECT to_hex(hashtextextended(concat_ws('/',
            (SELECT system_identifier FROM pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),
            (SELECT oid FROM pg_database WHERE datname = current_database()), 'change_head'::regclass::oid), 0)))
        """;

    /// <summary>The clock of the responding server, in ticks.</summary>
    public const string Now = "(extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000";

    public override string Epoch => "(SELECT store_id FROM store) || '.' || lineage";

    public override string EpochOfWriter => $", lineage = {Lineage}";

    // A server in recovery shows a past state. How far it lags follows from its clock and the heartbeat of the primary, not from the
    // clock of this process.
    public override string Behind => $"CASE WHEN pg_is_in_recovery() THEN {Now} - (SELECT b.at FROM heartbeat b) END";

    // Behind a pooler, the next statement may use another connection. Without a pooler, Max Auto Prepare enables prepared statements.
    public override bool Prepares => false;

    public override bool TakesArrays => true;

    public override string NextTokenNumber => "SELECT nextval('token_numbers')";

    public override string ForUpdate => " FOR UPDATE";

    public override string Rows(IReadOnlyCollection<string> columns) =>
        $"unnest({string.Join(", ", columns.Select(column => "@" + column))}) AS r({string.Join(", ", columns)})";

    public override string Lock => "SELECT pg_advisory_xact_lock(hashtextextended('tokengateway:' || @name, 0))";

    public override string HasTable => "SELECT to_regclass(@table) IS NOT NULL";

    public override string In(string column, string parameter) => $"{column} = ANY({parameter})";

    public override object List<T>(T[] values) => values;

    // The recursive term may refer to itself only once: all branches are combined after that reference.
    public override string Recurse(string found, params ReadOnlySpan<(string Columns, string Table, string On)> branches)
    {
        var sql = new StringBuilder();
        foreach (var (columns, table, on) in branches)
            sql.Append(CultureInfo.InvariantCulture, $"{(sql.Length == 0 ? "" : " UNION ALL ")}SELECT {columns} FROM {table} WHERE {on}");
        return $"UNION SELECT further.* FROM {found} CROSS JOIN LATERAL ({sql}) further";
    }
}
