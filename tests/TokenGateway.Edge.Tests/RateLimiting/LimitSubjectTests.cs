namespace TokenGateway.Edge.Tests.RateLimiting;

/// <summary>Who shares a count.</summary>
public sealed class LimitSubjectTests
{
    [Theory]
    [InlineData("token", false, false, false, false)]
    [InlineData("owner", true, false, false, false)]
    [InlineData("role", true, true, false, false)]
    [InlineData("realm", true, false, true, false)]
    [InlineData("route", true, true, true, true)]
    public void Callers_share_a_count_by(string by, bool sameOwner, bool sameRole, bool sameRealm, bool sameRoute)
    {
        Shares(by, LimitedRoute.Token(2, "alice", "Users", "default")).ShouldBe(sameOwner);
        Shares(by, LimitedRoute.Token(2, "bob", "Users", "other")).ShouldBe(sameRole);
        Shares(by, LimitedRoute.Token(2, "bob", "Engineers", "default")).ShouldBe(sameRealm);
        Shares(by, LimitedRoute.Token(2, "bob", "Engineers", "other")).ShouldBe(sameRoute);
        Shares(by, LimitedRoute.Token(2, "bob", "Engineers", "other"), "elsewhere").ShouldBeFalse();
        Shares(by, LimitedRoute.Token(1, "alice", "Users", "default"), "elsewhere").ShouldBe(by != "route");
    }

    [Fact]
    public void Declared_tokens_have_counts_of_their_own()
    {
        var route = LimitedRoute.Create("""{ "By": "token", "Permits": 1, "Window": "1h" }""");

        route.Passing(LimitedRoute.DeclaredToken("a")).ShouldBe(1);
        route.Passing(LimitedRoute.DeclaredToken("b")).ShouldBe(1);
        route.Passing(LimitedRoute.DeclaredToken("a")).ShouldBe(0);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("owner")]
    [InlineData("role")]
    [InlineData("realm")]
    [InlineData("address")]
    public void Without_a_token_the_address_counts(string by)
    {
        var route = LimitedRoute.Create($$"""{ "By": "{{by}}", "Permits": 3, "Window": "1h" }""");

        route.Passing(address: "192.0.2.1").ShouldBe(3);
        route.Passing(address: "192.0.2.2").ShouldBe(3);
        route.Passing(address: "::ffff:192.0.2.1").ShouldBe(0);
        route.Passing(address: "2001:db8:0:1::1").ShouldBe(3);
        route.Passing(address: "2001:db8:0:1:ffff:ffff:ffff:ffff").ShouldBe(0);
        route.Passing(address: "2001:db8:0:2::1").ShouldBe(3);
        route.Passing(address: null).ShouldBe(3);
    }

    [Fact]
    public void Without_a_token_the_route_is_the_route_all_the_same()
    {
        var route = LimitedRoute.Create("""{ "By": "route", "Permits": 3, "Window": "1h" }""");

        route.Passing(address: "192.0.2.1").ShouldBe(3);
        route.Passing(address: "192.0.2.2").ShouldBe(0);
        route.Passing(LimitedRoute.Token()).ShouldBe(0);
    }

    [Fact]
    public void By_address_a_token_makes_no_difference()
    {
        var route = LimitedRoute.Create("""{ "By": "address", "Permits": 3, "Window": "1h" }""");

        route.Passes(LimitedRoute.Token(1), "192.0.2.1").ShouldBeTrue();
        route.Passes(LimitedRoute.Token(2, "bob"), "192.0.2.1").ShouldBeTrue();
        route.Passing(address: "192.0.2.1").ShouldBe(1);
    }

    private static bool Shares(string by, Core.Verification.TokenSnapshot other, string onRoute = LimitedRoute.Name)
    {
        var route = LimitedRoute.Create($$"""{ "By": "{{by}}", "Permits": 1, "Window": "1h" }""");
        route.Passes(LimitedRoute.Token(), "192.0.2.1").ShouldBeTrue();
        return !route.Passes(other, "192.0.2.2", onRoute);
    }
}
