using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Faults;

/// <summary>Faults of Redis: tokens are verified as usual, and no request waits long.</summary>
public sealed class RedisFaultTests
{
    // For a busy machine, in addition to the 50 ms that a request may wait for Redis.
    private const double MoreMilliseconds = 50 + 100;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [LongFact]
    public Task Killed_and_restarted() => SurviveAsync(async cluster =>
    {
        await cluster.Redis.KillAsync();
        return cluster.Redis.RestartAsync;
    });

    [Fact]
    public Task Stopped_and_continued() => SurviveAsync(cluster =>
    {
        cluster.Redis.Pause();
        return HealedBy(cluster.Redis.Continue);
    });

    [LongFact]
    public Task Cut_off_from_one_node() => SurviveAsync(cluster =>
    {
        cluster.ToRedis[0].Cut();
        return HealedBy(cluster.ToRedis[0].Mend);
    });

    public static TheoryData<int, int> Delays => LongRun.IsOn ? new() { { 200, 0 }, { 2000, 0 }, { 20, 80 } } : new() { { 200, 0 } };

    [Theory]
    [MemberData(nameof(Delays))]
    public Task Slow(int milliseconds, int jitter) => SurviveAsync(cluster =>
    {
        foreach (var relay in cluster.ToRedis)
            relay.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(jitter));
        return HealedBy(() =>
        {
            foreach (var relay in cluster.ToRedis)
                relay.Delay(TimeSpan.Zero);
        });
    });

    [LongFact]
    public Task Emptied_again_and_again() => SurviveAsync(async cluster =>
    {
        for (var i = 0; i < 20; i++)
        {
            await cluster.Redis.CommandAsync("FLUSHALL");
            await cluster.Redis.CommandAsync("SCRIPT", "FLUSH");
        }

        return () => Task.CompletedTask;
    });

    [LongFact]
    public async Task Absent_at_the_start()
    {
        await using var cluster = await FaultedCluster.StartAsync(redis: RedisProcess.Absent());
        await using var traffic = await cluster.TrafficAsync();
        await traffic.FlowsAsync();
        await FaultedCluster.HoldAsync();

        await cluster.Redis.RestartAsync();

        await traffic.FlowsAsync();
        await traffic.EndAsync();
    }

    private static async Task SurviveAsync(Func<FaultedCluster, Task<Func<Task>>> fault)
    {
        await using var cluster = await FaultedCluster.StartAsync();
        await using var traffic = await cluster.TrafficAsync();
        await traffic.FlowsAsync();
        var before = traffic.TakeLatency();

        var heal = await fault(cluster);
        await traffic.FlowsAsync(requests: LongRun.Count(100, 1000));
        await FaultedCluster.HoldAsync();

        // The plain run shares the machine with other tests: there, only a request that hangs is a failure.
        traffic.TakeLatency().ShouldBeLessThan(LongRun.IsOn ? before + MoreMilliseconds : Deadline.TotalMilliseconds);
        await heal();

        await traffic.FlowsAsync();
        traffic.WritesRefused.ShouldBe(0);
        await traffic.EndAsync();
    }

    private static Task<Func<Task>> HealedBy(Action heal) => Task.FromResult<Func<Task>>(() =>
    {
        heal();
        return Task.CompletedTask;
    });
}
