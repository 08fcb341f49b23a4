using Npgsql;
using TokenGateway.Testing;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.EndToEnd.Tests.Faults;

/// <summary>
/// Faults of PostgreSQL: no invalid token passes, cached tokens remain usable, other requests and writes get 503 with Retry-After until
/// the fault is over, and no acknowledged change is lost.
/// </summary>
public sealed class PostgreSqlFaultTests
{
    private const string Database = "postgres";

    [Fact]
    public Task Killed_and_restarted() => SurviveAsync(async (cluster, traffic) =>
    {
        await cluster.Server.StopAsync();
        await traffic.FlowsAsync();
        await FaultedCluster.HoldAsync();
        traffic.WritesRefused.ShouldBeGreaterThan(0);
        await cluster.Server.StartAsync();
    });

    [LongFact]
    public Task Connections_severed_again_and_again() => SurviveAsync(async (cluster, traffic) =>
    {
        for (var i = 0; i < LongRun.Count(5, 60); i++)
        {
            foreach (var relay in cluster.ToStore)
                relay.Sever();
            await traffic.FlowsAsync(requests: 5);
        }
    });

    [LongFact]
    public Task One_node_cut_off() => SurviveAsync(async (cluster, traffic) =>
    {
        cluster.ToStore[1].Cut();
        await traffic.FlowsAsync();
        await FaultedCluster.HoldAsync();
        cluster.ToStore[1].Mend();
    });

    [Fact]
    public Task Tables_locked() => SurviveAsync(async (cluster, traffic) =>
    {
        await using var connection = new NpgsqlConnection(cluster.Server.ConnectionString(Database) + ";Pooling=false;Command Timeout=60");
        await connection.OpenAsync();
        await using var transaction = await LockAsync(connection);
        await traffic.FlowsAsync();
        await FaultedCluster.HoldAsync();
        await transaction.RollbackAsync();
    });

    [LongFact]
    public async Task Standby_promoted()
    {
        await using var cluster = await FaultedCluster.StartAsync(hasStandby: true);

        // Nothing is acknowledged that the standby does not have.
        await cluster.Server.ExecuteAsync(Database, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        await cluster.Server.ExecuteAsync(Database, "SELECT pg_reload_conf()");
        await using var traffic = await cluster.TrafficAsync();
        await traffic.FlowsAsync();

        await cluster.Server.StopAsync();
        await traffic.FlowsAsync();
        await FaultedCluster.HoldAsync();
        await cluster.Standby!.ExecuteAsync(Database, "ALTER SYSTEM SET synchronous_standby_names = ''");
        await cluster.Standby!.ExecuteAsync(Database, "SELECT pg_promote()");

        await traffic.HealsAsync();
        await traffic.EndAsync();
    }

    [Fact]
    public Task Disk_full() => SurviveFullDiskAsync(withLog: false);

    [LongFact]
    public Task Disk_of_data_and_log_full() => SurviveFullDiskAsync(withLog: true);

    // The gateways lock the same tables in a different order, so the server may abort this transaction as the deadlock victim.
    private static async Task<NpgsqlTransaction> LockAsync(NpgsqlConnection connection)
    {
        for (var attempt = 1; ; attempt++)
        {
            var transaction = await connection.BeginTransactionAsync();
            try
            {
                await using var locks = new NpgsqlCommand(
                    "LOCK TABLE tokens, users, changes, change_head, heartbeat, audit, token_usage IN ACCESS EXCLUSIVE MODE", connection, transaction);
                await locks.ExecuteNonQueryAsync();
                return transaction;
            }
            catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < 20)
            {
                await transaction.DisposeAsync();
            }
        }
    }

    private static async Task SurviveFullDiskAsync(bool withLog)
    {
        await using var cluster = await FaultedCluster.StartAsync(await PostgreSqlServer.StartOnSmallDiskAsync(megabytes: 128, withLog));
        await using var traffic = await cluster.TrafficAsync();
        await traffic.FlowsAsync();

        await cluster.Server.Disk.FillAsync();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(traffic.WritesRefused > 2), "writes are refused", TimeSpan.FromMinutes(2));
        await traffic.FlowsAsync();
        await FaultedCluster.HoldAsync();
        traffic.LastRefusal.ShouldNotContain("/");
        await cluster.Server.Disk.FreeAsync();

        // Without space for its log or a checkpoint the server stops; its supervisor, here the test, starts it again.
        if (!await cluster.Server.AnswersAsync())
        {
            await cluster.Server.StopAsync();
            await cluster.Server.StartAsync();
        }

        await traffic.HealsAsync();
        await traffic.EndAsync();
    }

    private static async Task SurviveAsync(Func<FaultedCluster, FaultTraffic, Task> fault)
    {
        await using var cluster = await FaultedCluster.StartAsync();
        await using var traffic = await cluster.TrafficAsync();
        await traffic.FlowsAsync();

        await fault(cluster, traffic);

        await traffic.HealsAsync();
        await traffic.EndAsync();
    }
}
