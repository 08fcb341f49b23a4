using TokenGateway.Core.Verification;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.Tests.RateLimiting;

public sealed class ConcurrentLimitTests
{
    private const int Callers = 8;
    private const int Each = 2_000;

    private static readonly TokenSnapshot[] Tokens = [.. Enumerable.Range(1, Callers).Select(id => LimitedRoute.Token(id))];

    [Theory]
    [InlineData("TokenBucket")]
    [InlineData("SlidingWindow")]
    [InlineData("FixedWindow")]
    public void Of_many_requests_at_once_exactly_as_many_pass_as_there_are_permits(string algorithm)
    {
        var route = LimitedRoute.Create($$"""{ "By": "owner", "Algorithm": "{{algorithm}}", "Permits": 5000, "Window": "1h" }""");

        var passed = AtOnce(caller => route.Passes(Tokens[caller - 1]));

        passed.ShouldBe(5000);
    }

    [Fact]
    public void What_one_limit_refuses_is_there_for_others_at_the_other()
    {
        // Each token may do 100, the owner all of them together 100 for each token and one more: nothing may be lost.
        var route = LimitedRoute.Create("""
            { "each": { "By": "token", "Permits": 100, "Window": "1d" }, "all": { "By": "owner", "Permits": 801, "Window": "1d" } }
            """, ["each", "all"]);

        AtOnce(caller => route.Passes(Tokens[caller - 1])).ShouldBe(800);

        route.Passing(LimitedRoute.Token(99)).ShouldBe(1);
    }

    [Fact]
    public void Routes_that_name_the_same_limits_in_another_order_do_not_wait_for_each_other()
    {
        const string limits = """
            { "a": { "By": "owner", "Permits": 1000000, "Window": "1h" }, "b": { "By": "owner", "Permits": 1000000, "Window": "1h" } }
            """;
        var one = LimitedRoute.Create(limits, ["a", "b"]);
        var other = LimitedRoute.Create(limits, ["b", "a"], one);

        AtOnce(caller => (caller % 2 == 0 ? one : other).Passes(Tokens[caller - 1])).ShouldBe(Callers * Each);

        one.Take(LimitedRoute.Token()).Remaining.ShouldBe(1_000_000 - (Callers * Each) - 1);
    }

    [Fact]
    public void A_count_that_is_given_up_while_it_is_found_gives_no_permit_twice()
    {
        // Two places and the one that newcomers share have a permit each. A count that was made and not yet taken from is
        // as good as new, so the callers give up each other's.
        for (var round = 0; round < 100; round++)
        {
            var route = LimitedRoute.Create("""{ "By": "token", "Algorithm": "FixedWindow", "Permits": 1, "Window": "1d", "MaxPartitions": 2 }""");

            AtOnce(caller => route.Passes(Tokens[caller - 1]), each: 3).ShouldBe(3);

            route.Limits["standard"].State.Tokens.Count.ShouldBe(2);
        }
    }

    [Fact]
    public void A_request_that_waits_for_a_count_while_that_is_given_up_looks_again()
    {
        var route = LimitedRoute.Create("""{ "By": "token", "Algorithm": "FixedWindow", "Permits": 1, "Window": "1d", "MaxPartitions": 1 }""");
        var limit = route.Limits["standard"];
        Partition Find(int id) => limit.State.Tokens.Find(new PartitionKey(null, id, 0), limit.Default, now: 0);
        var waiting = new Thread(() => route.Passes(Tokens[0]));

        var count = Find(1);
        lock (count)
        {
            waiting.Start();
            SpinWait.SpinUntil(() => waiting.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromMinutes(1)).ShouldBeTrue();
            Find(2).ShouldNotBeSameAs(count);
        }

        waiting.Join(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        route.Passes(Tokens[0]).ShouldBeFalse();
    }

    private static int AtOnce(Func<int, bool> request, int each = Each)
    {
        var passed = 0;
        using var start = new Barrier(Callers);
        var threads = Enumerable.Range(1, Callers).Select(caller => new Thread(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < each; i++)
            {
                if (request(caller))
                    Interlocked.Increment(ref passed);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join(TimeSpan.FromMinutes(1)).ShouldBeTrue());
        return passed;
    }
}
