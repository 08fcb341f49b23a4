namespace TokenGateway.Edge.Tests.RateLimiting;

/// <summary>What a request did not cost after all is given back; the response that says so may come late.</summary>
public sealed class GivenBackTests
{
    private static readonly Core.Verification.TokenSnapshot Token = LimitedRoute.Token();

    [Theory]
    [InlineData("TokenBucket")]
    [InlineData("FixedWindow")]
    [InlineData("SlidingWindow")]
    public void Permits_are_there_again_while_they_have_not_come_back_by_themselves(string algorithm)
    {
        var route = Create(algorithm);
        var first = route.Take(Token);
        route.Passing(Token).ShouldBe(1);

        route.ReturnPermits(Token, first, 5);

        route.Passing(Token).ShouldBe(1);
    }

    [Theory]
    [InlineData("TokenBucket")]
    [InlineData("FixedWindow")]
    [InlineData("SlidingWindow")]
    public void Permits_that_came_back_by_themselves_are_not_given_twice(string algorithm)
    {
        var route = Create(algorithm);
        var first = route.Take(Token);
        route.Clock.Advance(TimeSpan.FromSeconds(13));
        route.Passing(Token).ShouldBe(2);

        route.ReturnPermits(Token, first, 5);

        route.Passing(Token).ShouldBe(0);
        route.Clock.Advance(TimeSpan.FromSeconds(13));
        route.Passing(Token).ShouldBe(2);
    }

    [Theory]
    [InlineData("TokenBucket")]
    [InlineData("FixedWindow")]
    [InlineData("SlidingWindow")]
    public void More_than_was_taken_is_never_there(string algorithm)
    {
        var route = Create(algorithm);
        var first = route.Take(Token);

        route.ReturnPermits(Token, first, 5);
        route.ReturnPermits(Token, first, 5);

        route.Passing(Token).ShouldBe(2);
    }

    // 5 at 0 s, 5 at 6 s. Without the first, the second would hold its permits until 16 s.
    [Fact]
    public void Sliding_window_gives_back_where_it_was_taken()
    {
        var route = Create("SlidingWindow");
        var first = route.Take(Token);
        route.Clock.Advance(TimeSpan.FromSeconds(6));
        route.Passing(Token).ShouldBe(1);
        route.ReturnPermits(Token, first, 5);
        route.Passing(Token).ShouldBe(1);

        route.Clock.Advance(TimeSpan.FromSeconds(7));

        route.Passing(Token).ShouldBe(0);
    }

    private static LimitedRoute Create(string algorithm) => LimitedRoute.Create(
        $$"""{ "By": "token", "Algorithm": "{{algorithm}}", "Permits": 10, "Window": "10s", "Cost": { "FromResponseHeader": "X-Cost", "Default": 5 } }""");
}
