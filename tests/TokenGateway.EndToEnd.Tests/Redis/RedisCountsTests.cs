using System.Diagnostics;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Storage.Redis;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Redis;

/// <summary>The counters of the script in a real Redis.</summary>
public sealed class RedisCountsTests(SharedRedis redis) : IClassFixture<SharedRedis>
{
    private static int _keys;

    public static TheoryData<RateLimitAlgorithm> Algorithms => [.. Enum.GetValues<RateLimitAlgorithm>()];

    private readonly string _key = $"tgw:limit:test:{Interlocked.Increment(ref _keys)}";

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Two_nodes_that_ask_at_once_get_all_permits_and_not_one_more(RateLimitAlgorithm algorithm)
    {
        var nodes = new[] { await redis.NodeAsync(), await redis.NodeAsync() };
        var limit = Limit(algorithm, permits: 50, hours: 1);

        var counts = await Task.WhenAll(Enumerable.Range(0, 200).Select(one => TakeAsync(nodes[one % 2], limit)));

        counts.Count(one => !one.IsRefused).ShouldBe(50);
        counts.Where(one => !one.IsRefused).Select(one => one.Remaining).Order().ShouldBe(Enumerable.Range(0, 50).Select(one => (long)one));
        counts.Where(one => one.IsRefused).ShouldAllBe(one => one.Granted == 0 && one.UntilPermits > TimeSpan.Zero && one.UntilPermits <= TimeSpan.FromHours(1.1));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task What_is_used_up_comes_back_when_it_was_said(RateLimitAlgorithm algorithm)
    {
        var node = await redis.NodeAsync();
        var limit = new SharedLimit(algorithm, 2, TimeSpan.FromSeconds(1), 2, Segments: 4);
        await TakeAsync(node, limit, 2);
        var clock = Stopwatch.StartNew();
        var refused = await TakeAsync(node, limit);

        await Eventually.BecomesTrueAsync(async () => !(await TakeAsync(node, limit)).IsRefused, "a permit is back", every: TimeSpan.FromMilliseconds(5));

        refused.IsRefused.ShouldBeTrue();
        refused.UntilPermits.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1.3));
        clock.Elapsed.ShouldBeGreaterThan(refused.UntilPermits - TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task Of_several_counts_permits_are_taken_of_all_or_of_none()
    {
        var node = await redis.NodeAsync();
        var (wide, tight) = (Limit(permits: 5), Limit(permits: 1));
        async Task<SharedCount[]> BothAsync() => (await node.Counts.TryTakeAsync(new SharedTake[] { new(_key + "w", wide, 1), new(_key + "t", tight, 1) }))!;

        var first = await BothAsync();
        var second = await BothAsync();

        first.Select(one => (one.IsRefused, one.Remaining)).ShouldBe([(false, 4L), (false, 0L)]);
        second.Select(one => (one.IsRefused, one.Granted, one.Remaining)).ShouldBe([(false, 0L, 4L), (true, 0L, 0L)]);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_cost_that_became_known_later_leaves_the_count_below_nothing(RateLimitAlgorithm algorithm)
    {
        var node = await redis.NodeAsync();
        var limit = Limit(algorithm, permits: 10, hours: 1);
        await TakeAsync(node, limit);

        node.Counts.Charge(_key, limit, 19);
        await Eventually.BecomesTrueAsync(async () => (await TakeAsync(node, limit, 0)).IsRefused, "the cost is charged");

        var refused = await TakeAsync(node, limit);
        refused.Remaining.ShouldBe(-10);
        if (algorithm == RateLimitAlgorithm.TokenBucket)
            refused.UntilPermits.ShouldBeInRange(TimeSpan.FromMinutes(65), TimeSpan.FromMinutes(66));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Leases_are_parts_and_near_the_end_single_permits(RateLimitAlgorithm algorithm)
    {
        var node = await redis.NodeAsync();
        var limit = Limit(algorithm, permits: 60, hours: 1);
        var granted = new List<long>();

        for (var lease = await LeaseAsync(node, limit); !lease.IsRefused; lease = await LeaseAsync(node, limit))
            granted.Add(lease.Granted);

        granted[0].ShouldBe(10);
        granted.ShouldBeInOrder(SortDirection.Descending);
        granted[^4..].ShouldAllBe(one => one == 1);
        granted.Sum().ShouldBe(60);

        node.Counts.Charge(_key, limit, -7, at: (await LeaseAsync(node, limit)).At);
        await Eventually.BecomesTrueAsync(async () => (await TakeAsync(node, limit, 0)) is { IsRefused: false, Remaining: 7 }, "what was given back is there");
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task What_is_given_back_goes_where_it_came_from(RateLimitAlgorithm algorithm)
    {
        var node = await redis.NodeAsync();
        var limit = new SharedLimit(algorithm, 3, TimeSpan.FromSeconds(1), 3, 1);
        var first = await TakeAsync(node, limit, 3);
        SharedCount second = default;
        await Eventually.BecomesTrueAsync(async () => !(second = await TakeAsync(node, limit, 3)).IsRefused, "they came back by themselves");

        node.Counts.Charge(_key, limit, -3, first.At);
        var asked = await TakeAsync(node, limit, 3);

        // If the machine stalled meanwhile, they may have been replenished once more.
        (asked.IsRefused || asked.At - second.At >= 1_000_000).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task What_is_given_back_in_time_is_there_again(RateLimitAlgorithm algorithm)
    {
        var node = await redis.NodeAsync();
        var limit = Limit(algorithm, permits: 10, hours: 1);
        var first = await TakeAsync(node, limit, 6);
        (await TakeAsync(node, limit, 4)).Remaining.ShouldBe(0);

        node.Counts.Charge(_key, limit, -6, first.At);

        await Eventually.BecomesTrueAsync(async () => (await TakeAsync(node, limit, 0)).Remaining == 6, "the permits are there");
    }

    [Fact]
    public async Task What_is_given_back_late_makes_no_permits_when_what_was_taken_is_forgotten()
    {
        var node = await redis.NodeAsync();
        var limit = new SharedLimit(RateLimitAlgorithm.SlidingWindow, 10, TimeSpan.FromSeconds(1), 10, Segments: 4);
        await TakeAsync(node, limit, 5);
        var clock = Stopwatch.StartNew();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(clock.Elapsed > TimeSpan.FromMilliseconds(600)), "other segments have begun");
        await TakeAsync(node, limit);

        node.Counts.Charge(_key, limit, -5);

        var most = 0L;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                most = Math.Max(most, (await TakeAsync(node, limit, 0)).Remaining);
                return clock.Elapsed > TimeSpan.FromSeconds(2);
            },
            "all is forgotten", every: TimeSpan.FromMilliseconds(10));
        most.ShouldBe(10);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task The_largest_cost_of_the_slowest_limit_is_answered_and_remembered(RateLimitAlgorithm algorithm)
    {
        var node = await redis.NodeAsync();
        var limit = new SharedLimit(algorithm, 1, TimeSpan.FromDays(366), 1, Segments: 10);
        await TakeAsync(node, limit);

        for (var i = 0; i < 3; i++)
            node.Counts.Charge(_key, limit, int.MaxValue);
        await Eventually.BecomesTrueAsync(async () => (await TakeAsync(node, limit, 0)).Remaining < int.MinValue, "the costs are charged");

        var refused = await TakeAsync(node, limit);
        (refused.IsRefused, refused.UntilPermits > TimeSpan.FromDays(300)).ShouldBe((true, true));
        if (algorithm == RateLimitAlgorithm.TokenBucket)
        {
            long.Parse((await redis.Process.CommandAsync("PTTL", _key)).Split("\r\n")[0].TrimStart(':'), System.Globalization.CultureInfo.InvariantCulture)
                .ShouldBeGreaterThan((long)TimeSpan.FromDays(366 * 1000).TotalMilliseconds);
        }
    }

    [Fact]
    public async Task A_question_that_nobody_waits_for_any_more_counts_nothing()
    {
        await using var stopped = await RedisProcess.StartAsync();
        await using var node = RedisServer.Open(new RedisOptions(stopped.Address), TimeProvider.System, TimeSpan.FromMilliseconds(200));
        await node.ConnectAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        await Eventually.BecomesTrueAsync(async () => await BeatsAsync(node), "the node knows the clock of Redis");
        var limit = Limit(permits: 5);
        stopped.Pause();

        var clock = Stopwatch.StartNew();
        (await node.Counts.TryTakeAsync(new SharedTake[] { new(_key, limit, 1) })).ShouldBeNull();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(clock.Elapsed > TimeSpan.FromSeconds(1.3)), "the question is old");
        stopped.Continue();

        await Eventually.BecomesTrueAsync(async () => await node.Counts.TryTakeAsync(new SharedTake[] { new(_key, limit, 0) }) is [{ Remaining: 5 }], "nothing is counted");
    }

    [Fact]
    public async Task A_stopped_server_is_asked_no_more_after_three_silences_and_found_again()
    {
        await using var stopped = await RedisProcess.StartAsync();
        var (lost, found) = (0, 0);
        await using var node = RedisServer.Open(
            new RedisOptions(stopped.Address), TimeProvider.System, TimeSpan.FromMilliseconds(100), _ => Interlocked.Increment(ref lost), _ => Interlocked.Increment(ref found));
        await node.ConnectAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        await Eventually.BecomesTrueAsync(async () => await BeatsAsync(node), "it answers");
        var before = Volatile.Read(ref lost);
        stopped.Pause();

        for (var i = 0; i < 3; i++)
            (await node.Counts.TryTakeAsync(new SharedTake[] { new(_key, Limit(), 1) })).ShouldBeNull();

        node.IsAvailable.ShouldBeFalse();
        Volatile.Read(ref lost).ShouldBe(before + 1);
        (await node.Counts.TryTakeAsync(new SharedTake[] { new(_key, Limit(), 1) })).ShouldBeNull();
        stopped.Continue();
        await Eventually.BecomesTrueAsync(async () => await BeatsAsync(node), "it is found again");
        Volatile.Read(ref found).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Nodes_know_of_each_other()
    {
        await using var alone = await RedisProcess.StartAsync();
        await using var one = RedisServer.Open(new RedisOptions(alone.Address), TimeProvider.System, TimeSpan.FromSeconds(10));
        await using var other = RedisServer.Open(new RedisOptions(alone.Address), TimeProvider.System, TimeSpan.FromSeconds(10));
        foreach (var node in new[] { one, other, one })
        {
            await node.ConnectAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
            await node.BeatAsync();
        }

        (one.Counts.Nodes, other.Counts.Nodes).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Counts_do_not_outlive_their_use()
    {
        var node = await redis.NodeAsync();
        await TakeAsync(node, Limit(permits: 60));

        // All permits are available again after a minute.
        long.Parse((await redis.Process.CommandAsync("PTTL", _key)).Split("\r\n")[0].TrimStart(':'), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 60_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:1,nonsense=1")]
    [InlineData("password=hunter2,ssl=perhaps")]
    public void A_connection_string_that_cannot_be_used_is_told_without_repeating_it(string text) =>
        RedisServer.FaultOf(text).ShouldNotBeNull().ShouldNotContain("hunter2");

    private static async Task<bool> BeatsAsync(RedisServer node)
    {
        await node.BeatAsync();
        return node.IsAvailable;
    }

    private static SharedLimit Limit(RateLimitAlgorithm algorithm = RateLimitAlgorithm.TokenBucket, long permits = 5, double hours = 1) =>
        new(algorithm, permits, TimeSpan.FromHours(hours), permits, Segments: 10);

    private async Task<SharedCount> TakeAsync(RedisServer node, SharedLimit limit, long permits = 1) =>
        (await node.Counts.TryTakeAsync(new SharedTake[] { new(_key, limit, permits) })).ShouldNotBeNull()[0];

    private async Task<SharedCount> LeaseAsync(RedisServer node, SharedLimit limit) =>
        (await node.Counts.TryTakeAsync(new SharedTake[] { new(_key, limit, 10, Nodes: 2) })).ShouldNotBeNull()[0];
}
