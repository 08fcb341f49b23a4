using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.RateLimiting;

public sealed class RateLimiterTests
{
    private const string Two = """
        { "few":  { "By": "owner", "Permits": 2, "Window": "10s" },
          "many": { "By": "token", "Algorithm": "FixedWindow", "Permits": 5, "Window": "1m" } }
        """;

    [Theory]
    [InlineData("few", "many")]
    [InlineData("many", "few")]
    public void A_request_that_one_limit_refuses_takes_nothing_of_another(string first, string second)
    {
        var route = LimitedRoute.Create(Two, [first, second]);
        var token = LimitedRoute.Token();

        route.Passing(token).ShouldBe(2);
        for (var i = 0; i < 100; i++)
            route.Passes(token).ShouldBeFalse();
        route.Clock.Advance(TimeSpan.FromSeconds(10));
        route.Passing(token).ShouldBe(2);
        route.Clock.Advance(TimeSpan.FromSeconds(10));

        route.Passing(token).ShouldBe(1);
    }

    [Fact]
    public void The_tightest_limit_is_told_and_the_policy_names_all()
    {
        var route = LimitedRoute.Create(Two, ["few", "many"]);
        var token = LimitedRoute.Token();

        var first = route.Take(token);
        route.Take(token);
        route.Clock.Advance(TimeSpan.FromSeconds(20));
        route.Take(token);
        route.Clock.Advance(TimeSpan.FromSeconds(20));
        var last = route.Take(token);

        (first.Limit!.Name, first.Remaining, first.ResetSeconds).ShouldBe(("few", 1, 5));
        (last.Limit!.Name, last.Remaining, last.ResetSeconds).ShouldBe(("many", 1, 20));
        last.Policy.ShouldBe("\"few\";q=2;w=10, \"many\";q=5;w=60");
    }

    [Fact]
    public void Of_several_that_refuse_the_longest_is_told()
    {
        var route = LimitedRoute.Create("""
            { "a": { "By": "token", "Permits": 1, "Window": "10s" }, "b": { "By": "token", "Permits": 1, "Window": "1h" },
              "c": { "By": "token", "Permits": 1, "Window": "1m" } }
            """, ["c", "b", "a"]);
        var token = LimitedRoute.Token();
        route.Passes(token).ShouldBeTrue();

        var refused = route.Take(token);

        (refused.Limit!.Name, refused.ResetSeconds).ShouldBe(("b", 3600));
    }

    [Fact]
    public void Roles_have_values_of_their_own_and_are_counted_apart()
    {
        var route = LimitedRoute.Create("""{ "By": "owner", "Permits": 2, "Window": "10s", "Roles": { "Engineers": { "Permits": 5, "Window": "1m" } } }""");
        var (user, engineer) = (LimitedRoute.Token(1, "alice", "Users"), LimitedRoute.Token(2, "alice", "Engineers"));

        route.Passing(engineer).ShouldBe(5);
        route.Passing(user).ShouldBe(2);
        route.Take(engineer).Policy.ShouldBe("\"standard\";q=5;w=60");
        route.Take(user).Policy.ShouldBe("\"standard\";q=2;w=10");
    }

    [Fact]
    public void A_role_without_values_of_its_own_shares_the_default()
    {
        var route = LimitedRoute.Create("""{ "By": "owner", "Permits": 3, "Window": "10s" }""");

        route.Passes(LimitedRoute.Token(1, "alice", "Users")).ShouldBeTrue();
        route.Passing(LimitedRoute.Token(2, "alice", "Engineers")).ShouldBe(2);
    }

    [Fact]
    public void A_role_whose_values_are_null_is_without_limit_and_hears_of_none()
    {
        var route = LimitedRoute.Create("""{ "By": "route", "Permits": 2, "Window": "10s", "Roles": { "Engineers": null } }""");
        var engineer = LimitedRoute.Token(role: "Engineers");

        route.Passing(engineer, most: 1000).ShouldBe(1000);
        var verdict = route.Take(engineer);

        (verdict.Rule, verdict.Policy).ShouldBe((null, null));
        route.Passing(LimitedRoute.Token(role: "Users")).ShouldBe(2);
    }

    [Fact]
    public void A_role_that_one_of_two_limits_lets_off_is_held_by_the_other()
    {
        var route = LimitedRoute.Create("""
            { "a": { "By": "owner", "Permits": 2, "Window": "10s", "Roles": { "Engineers": null } }, "b": { "By": "owner", "Permits": 4, "Window": "10s" } }
            """, ["a", "b"]);

        route.Passing(LimitedRoute.Token(role: "Engineers")).ShouldBe(4);
    }

    [Theory]
    [InlineData("""{ "By": "owner", "Permits": 1000000, "Window": "1s" }""")]
    [InlineData("""{ "By": "role", "Algorithm": "SlidingWindow", "Permits": 1000000, "Window": "1s" }""")]
    [InlineData("""{ "By": "realm", "Algorithm": "FixedWindow", "Permits": 1000000, "Window": "1s" }""")]
    [InlineData("""{ "By": "token", "Permits": 1000000, "Window": "1s" }""")]
    [InlineData("""{ "By": "route", "Permits": 1000000, "Window": "1s" }""")]
    [InlineData("""{ "By": "address", "Permits": 1000000, "Window": "1s" }""")]
    public void An_allowed_request_of_a_known_caller_allocates_nothing(string limit)
    {
        var route = LimitedRoute.Create($$"""{ "a": {{limit}}, "b": {{limit}} }""", ["a", "b"]);
        var limiter = new TokenGateway.Edge.RateLimiting.RateLimiter(route.Clock);
        var subject = new TokenGateway.Edge.RateLimiting.LimitSubject(LimitedRoute.Token(), System.Net.IPAddress.IPv6Loopback, "orders");
        var refused = 0;

        var bytes = Allocation.Of(() =>
        {
            route.Clock.Advance(TimeSpan.FromMilliseconds(1));
            refused += limiter.Take(subject, route.Route).IsRefused ? 1 : 0;
        });

        (bytes, refused).ShouldBe((0, 0));
    }
}
