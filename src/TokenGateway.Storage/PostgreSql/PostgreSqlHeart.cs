using Dapper;
using Npgsql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>
/// Writes the heartbeat at the primary. Every process may ask as often as it likes: the row is written by whoever finds it
/// older than a second, and nobody waits for anybody, or holds anything behind the statement.
/// </summary>
internal sealed class PostgreSqlHeart(NpgsqlDataSource primary)
{
    // Also one of the future: the clock was set back. The lineage with it, so that a promoted standby says soon what it is.
    private const string Beat =
        $"""
         UPDATE heartbeat SET at = {PostgreSqlDialect.Now}
         WHERE id = (SELECT id FROM heartbeat WHERE abs({PostgreSqlDialect.Now} - at) > 9000000 FOR UPDATE SKIP LOCKED);
         {Renew};
         """;

    /// <summary>Writes anew which run of which database this is, where it is another one than it was.</summary>
    public const string Renew = $"UPDATE change_head SET lineage = {PostgreSqlDialect.Lineage} WHERE shard = 0 AND lineage <> {PostgreSqlDialect.Lineage}";

    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        await using var connection = await primary.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Beat, cancellationToken: cancellationToken));
    }
}
