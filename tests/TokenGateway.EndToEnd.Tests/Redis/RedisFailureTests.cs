using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Redis;

/// <summary>Redis fails, and traffic continues as configured.</summary>
public sealed class RedisFailureTests
{
    private const string Ten = """{ "By": "owner", "Permits": 10, "Window": "1h" }""";

    [Theory]
    [InlineData("Exact")]
    [InlineData("Leased")]
    public async Task Each_node_allows_its_part_until_Redis_is_back(string mode)
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(2, redis.Address, $$"""{ "By": "token", "Permits": 10, "Window": "1h", "Mode": "{{mode}}" }""");
        await nodes.KnowOfEachOtherAsync();
        (await nodes.StatusesAsync(0, 1)).ShouldBe([200]);
        await redis.KillAsync();

        var first = await AllowedAsync(nodes, 0, 12);
        var second = await AllowedAsync(nodes, 1, 12);

        // A lease is used up first.
        first.ShouldBeInRange(5, mode == "Leased" ? 9 : 5);
        second.ShouldBe(5);
        await redis.RestartAsync();
        await Eventually.BecomesTrueAsync(async () => (await nodes.GetAsync(0)).Status == 200, "the shared count is asked again");
    }

    [Fact]
    public async Task Deny_is_503_and_Allow_is_no_limit()
    {
        await using var redis = RedisProcess.Absent();
        await using var denying = await LimitedNodes.StartAsync(1, redis.Address, Ten, """{ "OnFailure": "Deny" }""");
        await using var allowing = await LimitedNodes.StartAsync(1, redis.Address, """{ "By": "owner", "Permits": 1, "Window": "1h" }""", """{ "OnFailure": "Allow" }""");

        var denied = await denying.GetAsync(0);
        var allowed = await allowing.StatusesAsync(0, 5);

        (denied.Status, denied.Header("Retry-After"), denied.Problem("code")).ShouldBe((503, "1", "store_unavailable"));
        denying.Upstream.Seen.ShouldBeEmpty();
        allowed.ShouldAllBe(status => status == 200);
        (await allowing.GetAsync(0)).Header("RateLimit").ShouldBeNull();
        (await denying.StatusesAsync(0, 1, "/orders/1")).ShouldBe([200]);
    }

    [Fact]
    public async Task A_Redis_that_is_absent_at_the_start_is_used_as_soon_as_it_is_there()
    {
        await using var redis = RedisProcess.Absent();
        await using var nodes = await LimitedNodes.StartAsync(1, redis.Address, Ten);
        (await nodes.StatusesAsync(0, 11)).Count(status => status == 200).ShouldBe(10);

        await redis.RestartAsync();

        await Eventually.BecomesTrueAsync(async () => (await nodes.GetAsync(0)).Status == 200, "the shared count is asked");
        (await redis.CommandAsync("KEYS", "*")).ShouldContain("tgw:limit:together");
    }

    [Fact]
    public async Task A_Redis_that_is_stopped_keeps_no_request_waiting_and_fails_none()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(1, redis.Address, """{ "By": "owner", "Permits": 1000, "Window": "1h" }""", timings: quick => quick with { RedisAnswer = TimeSpan.FromMilliseconds(50) });
        (await nodes.StatusesAsync(0, 3)).ShouldBe([200, 200, 200]);
        redis.Pause();

        var statuses = await nodes.StatusesAsync(0, 200).WaitAsync(TimeSpan.FromSeconds(30));

        redis.Continue();
        statuses.ShouldAllBe(status => status == 200);
        await Eventually.BecomesTrueAsync(async () => await nodes.RemainingAsync(0) is > 900 and < 1000, "the shared count is asked again");
    }

    [Fact]
    public async Task An_emptied_Redis_counts_from_the_beginning()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(1, redis.Address, Ten);
        (await nodes.StatusesAsync(0, 11)).Count(status => status == 200).ShouldBe(10);

        await redis.CommandAsync("FLUSHALL");
        await redis.CommandAsync("SCRIPT", "FLUSH");

        (await nodes.GetAsync(0)).Status.ShouldBe(200);
    }

    private static async Task<int> AllowedAsync(LimitedNodes nodes, int node, int requests)
    {
        var statuses = await nodes.StatusesAsync(node, requests);
        statuses.ShouldAllBe(status => status == 200 || status == 429);
        return statuses.Count(status => status == 200);
    }
}
