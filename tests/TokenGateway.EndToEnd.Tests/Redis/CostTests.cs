using System.Diagnostics;
using TokenGateway.EndToEnd.Tests.RateLimiting;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Redis;

/// <summary>The upstream reports the cost of a request.</summary>
public sealed class CostTests
{
    public static TheoryData<string> Scopes => ["""{ "Scope": "Local" }""", """{ "Mode": "Exact" }""", """{ "Mode": "Leased" }"""];

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task A_budget_is_used_up_by_what_requests_cost(string scope)
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await StartAsync(redis, scope, """{ "FromResponseHeader": "X-Cost", "Default": 1 }""");
        Costs(nodes, "40");

        var first = await nodes.GetAsync(0);
        await UntilRemainingAsync(nodes, 0, 20);

        Costs(nodes, "500");
        (await nodes.GetAsync(0)).Status.ShouldBe(200);
        await Eventually.BecomesTrueAsync(async () => (await nodes.GetAsync(0)).Status == 429, "the budget is used up");
        ServiceLimit.Of(await nodes.GetAsync(0)).ShouldSatisfyAllConditions(told => told.Remaining.ShouldBe(0), told => told.Seconds.ShouldBeGreaterThan(3600));
        first.Header("X-Cost").ShouldBe("40");
        first.Header("RateLimit-Policy").ShouldBe("\"together\";q=100;w=3600");
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task What_cost_less_than_was_taken_gives_back(string scope)
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await StartAsync(redis, scope, """{ "FromResponseHeader": "x-cost", "Default": 10 }""");
        Costs(nodes, "0");

        for (var i = 0; i < 15; i++)
            (await nodes.GetAsync(0)).Status.ShouldBe(200);

        await UntilRemainingAsync(nodes, 80, 100);
    }

    [Theory]
    [InlineData(null, 90)]
    [InlineData("", 90)]
    [InlineData("-5", 90)]
    [InlineData("1.5", 90)]
    [InlineData("7, 8", 90)]
    [InlineData("10", 90)]
    [InlineData("7", 93)]
    [InlineData("3000000000", 0)]
    [InlineData("99999999999999999999", 0)]
    public async Task What_is_no_whole_number_costs_the_default(string? cost, int remaining)
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await StartAsync(redis, """{ "Scope": "Local" }""", """{ "FromResponseHeader": "X-Cost", "Default": 10 }""");
        Costs(nodes, cost);

        (await nodes.RemainingAsync(0)).ShouldBe(remaining);
    }

    [Fact]
    public async Task A_header_of_the_body_can_say_it_as_well()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await StartAsync(redis, """{ "Scope": "Local" }""", """{ "FromResponseHeader": "content-length", "Default": 1 }""");
        nodes.Upstream.Handler = context =>
        {
            context.Response.ContentLength = 7;
            return context.Response.Body.WriteAsync("seven b"u8.ToArray()).AsTask();
        };

        (await nodes.RemainingAsync(0)).ShouldBe(93);
    }

    [Fact]
    public async Task A_caller_without_limit_pays_nothing_and_is_told_of_none()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(
            1, redis.Address, """{ "By": "owner", "Permits": 100, "Window": "1h", "Roles": { "Engineers": null }, "Cost": { "FromResponseHeader": "X-Cost", "Default": 1 } }""");
        Costs(nodes, "40");

        var answer = await nodes.GetAsync(0);

        (answer.Status, answer.Header("RateLimit"), answer.Header("X-Cost")).ShouldBe((200, null, "40"));
    }

    [Fact]
    public async Task A_request_that_costs_nothing_at_first_passes_while_a_permit_is_there()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await StartAsync(redis, """{ "Mode": "Leased" }""", """{ "FromResponseHeader": "X-Cost", "Default": 0 }""");

        (await nodes.StatusesAsync(0, 3)).ShouldAllBe(status => status == 200);
        (await nodes.RemainingAsync(0)).ShouldBe(100);
        Costs(nodes, "100");
        (await nodes.GetAsync(0)).Status.ShouldBe(200);

        await Eventually.BecomesTrueAsync(async () => (await nodes.GetAsync(0)).Status == 429, "nothing is left");
    }

    // Fixed windows only: GivenBackTests and RedisCountsTests cover the other algorithms.
    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task A_cost_that_is_told_when_the_window_is_over_makes_no_permits_in_the_next(string scope)
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await LimitedNodes.StartAsync(
            1, redis.Address, $$"""{ "By": "owner", "Algorithm": "FixedWindow", "Permits": 8, "Window": "2s", {{scope.Trim('{', '}', ' ')}}, "Cost": { "FromResponseHeader": "X-Cost", "Default": 4 } }""");
        var clock = new Stopwatch();
        int after;
        do
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(!clock.IsRunning || clock.Elapsed > TimeSpan.FromSeconds(2.5)), "all windows are over");
            var held = new TaskCompletionSource();
            var isHeld = new TaskCompletionSource();
            nodes.Upstream.Handler = context =>
            {
                nodes.Upstream.Handler = _ => Task.CompletedTask;
                context.Response.Headers["X-Cost"] = "0";
                isHeld.SetResult();
                return held.Task;
            };
            var late = nodes.GetAsync(0);
            await isHeld.Task.WaitAsync(TimeSpan.FromSeconds(20));
            (await nodes.GetAsync(0)).Status.ShouldBe(200);
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    clock.Restart();
                    return (await nodes.GetAsync(0)).Status == 200;
                },
                "the next window has begun");
            (await nodes.GetAsync(0)).Status.ShouldBe(200);

            held.SetResult();
            (await late).Status.ShouldBe(200);
            after = (await nodes.GetAsync(0)).Status;
        }
        while (clock.Elapsed > TimeSpan.FromSeconds(1.5));

        after.ShouldBe(429);
    }

    private static Task<LimitedNodes> StartAsync(RedisProcess redis, string scope, string cost) =>
        LimitedNodes.StartAsync(1, redis.Address, $$"""{ "By": "owner", "Permits": 100, "Window": "1h", {{scope.Trim('{', '}', ' ')}}, "Cost": {{cost}} }""");

    private static void Costs(LimitedNodes nodes, string? cost) => nodes.Upstream.Handler = context =>
    {
        if (cost is not null)
            context.Response.Headers["X-Cost"] = cost;
        return Task.CompletedTask;
    };

    // Each poll has a cost as well; charges in Redis take effect a moment later.
    private static Task UntilRemainingAsync(LimitedNodes nodes, int least, int most) => Eventually.BecomesTrueAsync(
        async () => await nodes.RemainingAsync(0) is var left && left >= least && left <= most, $"{least} to {most} permits are left");
}
