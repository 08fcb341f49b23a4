using Npgsql;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// Writes the heartbeat at the primary. Every process may call this at any rate: the row is written by the first one that finds it
/// older than a second. No process waits for another, and no lock outlives the statement.
/// </summary>
internal sealed class PostgreSqlHeartbeat(NpgsqlDataSource primary)
{
    // Also replaces a heartbeat in the future, after the clock was set back. Renews the lineage too, so that a promoted standby is soon recognized.
    private const string Beat =
        $"""
         UPDATE heartbeat SET at = {PostgreSqlDialect.Now}
         WHERE id = (SELECT id FROM heartbeat WHERE abs({PostgreSqlDialect.Now} - at) > 9000000 FOR UPDATE SKIP LOCKED);
         {Renew};
         """;

    /// <summary>Updates the lineage if it has changed.</summary>
    public const string Renew = $"UPDATE change_head SET lineage = {PostgreSqlDialect.Lineage} WHERE shard = 0 AND lineage <> {PostgreSqlDialect.Lineage}";

    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        await using var connection = await primary.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Beat, cancellationToken: cancellationToken);
    }
}
