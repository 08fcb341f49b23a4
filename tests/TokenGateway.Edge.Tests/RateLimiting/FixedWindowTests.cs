namespace TokenGateway.Edge.Tests.RateLimiting;

public sealed class FixedWindowTests
{
    private const string Limit = """{ "By": "token", "Algorithm": "FixedWindow", "Permits": 5, "Window": "10s" }""";

    private static readonly Core.Verification.TokenSnapshot Token = LimitedRoute.Token();

    [Fact]
    public void All_permits_come_back_when_the_window_of_the_first_request_is_over()
    {
        var route = LimitedRoute.Create(Limit);
        route.Clock.Advance(TimeSpan.FromSeconds(7));

        route.Passes(Token).ShouldBeTrue();
        route.Clock.Advance(TimeSpan.FromSeconds(9));
        route.Passing(Token).ShouldBe(4);
        route.Clock.Advance(TimeSpan.FromMilliseconds(999));
        route.Passing(Token).ShouldBe(0);
        route.Clock.Advance(TimeSpan.FromMilliseconds(1));
        route.Passing(Token).ShouldBe(5);
    }

    [Fact]
    public void Next_window_begins_with_the_next_request()
    {
        var route = LimitedRoute.Create(Limit);
        route.Passing(Token).ShouldBe(5);
        route.Clock.Advance(TimeSpan.FromSeconds(15));
        route.Passing(Token).ShouldBe(5);
        route.Clock.Advance(TimeSpan.FromSeconds(9));

        var refused = route.Take(Token);

        (refused.IsRefused, refused.ResetSeconds).ShouldBe((true, 1));
    }

    [Fact]
    public void Verdict_tells_what_is_left_and_when_the_window_ends()
    {
        var route = LimitedRoute.Create(Limit);

        var first = route.Take(Token);
        route.Clock.Advance(TimeSpan.FromSeconds(4));
        var second = route.Take(Token);

        (first.Remaining, first.ResetSeconds).ShouldBe((4, 10));
        (second.Remaining, second.ResetSeconds).ShouldBe((3, 6));
        second.Policy.ShouldBe("\"standard\";q=5;w=10");
    }
}
