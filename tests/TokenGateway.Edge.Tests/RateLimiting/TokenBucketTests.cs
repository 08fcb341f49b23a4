namespace TokenGateway.Edge.Tests.RateLimiting;

public sealed class TokenBucketTests
{
    private static readonly Core.Verification.TokenSnapshot Token = LimitedRoute.Token();

    [Fact]
    public void Burst_passes_at_once_then_permits_come_back_evenly()
    {
        var route = LimitedRoute.Create("""{ "By": "token", "Permits": 10, "Window": "1s", "Burst": 20 }""");

        route.Passing(Token).ShouldBe(20);
        route.Clock.Advance(TimeSpan.FromMilliseconds(99));
        route.Passing(Token).ShouldBe(0);
        route.Clock.Advance(TimeSpan.FromMilliseconds(1));
        route.Passing(Token).ShouldBe(1);
        route.Clock.Advance(TimeSpan.FromSeconds(1));
        route.Passing(Token).ShouldBe(10);
        route.Clock.Advance(TimeSpan.FromDays(300));
        route.Passing(Token).ShouldBe(20);
    }

    [Fact]
    public void Without_a_burst_as_many_as_permits_pass_at_once()
    {
        var route = LimitedRoute.Create("""{ "By": "token", "Permits": 3, "Window": "1m" }""");

        route.Passing(Token).ShouldBe(3);
    }

    [Fact]
    public void Nothing_is_lost_in_small_steps()
    {
        var route = LimitedRoute.Create("""{ "By": "token", "Permits": 3, "Window": "1s", "Burst": 1 }""");
        var passed = 0;

        for (var i = 0; i < 70_000; i++)
        {
            passed += route.Passes(Token) ? 1 : 0;
            route.Clock.Advance(TimeSpan.FromMicroseconds(100));
        }

        // Seven seconds of three a second, and the one that was there at first.
        passed.ShouldBeInRange(21, 22);
    }

    [Fact]
    public void Largest_values_do_not_overflow()
    {
        var route = LimitedRoute.Create("""{ "By": "token", "Permits": 10000000, "Window": "1d", "Burst": 10000000 }""");

        route.Take(Token).Remaining.ShouldBe(9_999_999);
        route.Passing(Token, most: 999).ShouldBe(999);
        route.Clock.Advance(TimeSpan.FromDays(10_000));
        route.Take(Token).Remaining.ShouldBe(9_999_999);
    }

    [Fact]
    public void Verdict_tells_what_is_left_and_when_it_is_back()
    {
        var route = LimitedRoute.Create("""{ "By": "token", "Permits": 1, "Window": "10s", "Burst": 3 }""");

        var first = route.Take(Token);
        route.Passing(Token).ShouldBe(2);
        route.Clock.Advance(TimeSpan.FromMilliseconds(2500));
        var refused = route.Take(Token);

        (first.IsRefused, first.Remaining, first.ResetSeconds).ShouldBe((false, 2, 10));
        (refused.IsRefused, refused.Remaining, refused.ResetSeconds).ShouldBe((true, 0, 8));
        (refused.Rule!.Limit, refused.Policy).ShouldBe((3, "\"standard\";q=1;w=10"));
    }
}
