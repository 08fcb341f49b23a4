using System.Globalization;
using System.Text;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>PostgreSQL's part of the statements. Transactions run side by side (READ COMMITTED); what one rests on it locks by row.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    public static PostgreSqlDialect Instance { get; } = new();

    /// <summary>
    /// Which run of which database answers, for a statement on <c>change_head</c> at the primary. The system identifier is
    /// another one in a cluster that was made anew, the timeline after a promotion or a recovery to a point in time, the
    /// numbers of database and table after a restored dump.
    /// </summary>
    public const string Lineage =
        """
        (SELECT to_hex(hashtextextended(concat_ws('/',
            (SELECT system_identifier FROM pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),
            (SELECT oid FROM pg_database WHERE datname = current_database()), 'change_head'::regclass::oid), 0)))
        """;

    /// <summary>The clock of the server that answers, as ticks.</summary>
    public const string Now = "(extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000";

    public override string Epoch => "(SELECT store_id FROM store) || '.' || lineage";

    public override string EpochOfWriter => $", lineage = {Lineage}";

    // A server in recovery shows the past. How far, its own clock says against that of the primary; the clock of this process
    // is not asked.
    public override string Behind => $"CASE WHEN pg_is_in_recovery() THEN {Now} - (SELECT b.at FROM heartbeat b) END";

    // Behind a pooler the next statement may reach another connection. Who has none says Max Auto Prepare.
    public override bool Prepares => false;

    public override string NextTokenNumber => "SELECT nextval('token_numbers')";

    public override string ForUpdate => " FOR UPDATE";

    public override string Lock => "SELECT pg_advisory_xact_lock(hashtextextended('tokengateway:' || @name, 0))";

    public override string HasTable => "SELECT to_regclass(@table) IS NOT NULL";

    public override string In(string column, string parameter) => $"{column} = ANY({parameter})";

    // It may refer to itself once: the branches stand together behind that one.
    public override string Recurse(string found, params ReadOnlySpan<(string Columns, string Table, string On)> branches)
    {
        var sql = new StringBuilder();
        foreach (var (columns, table, on) in branches)
            sql.Append(CultureInfo.InvariantCulture, $"{(sql.Length == 0 ? "" : " UNION ALL ")}SELECT {columns} FROM {table} WHERE {on}");
        return $"UNION SELECT further.* FROM {found} CROSS JOIN LATERAL ({sql}) further";
    }
}
