namespace TokenGateway.Edge.Tests.RateLimiting;

/// <summary>What goes on in the next generation.</summary>
public sealed class RateLimitCompilerTests
{
    private const string Limit = """{ "By": "owner", "Permits": 3, "Window": "1h", "Roles": { "Users": { "Permits": 2 }, "Engineers": null } }""";

    [Theory]
    [InlineData(Limit)]
    [InlineData("""{ "by": "Owner", "algorithm": "tokenbucket", "Burst": 3, "Permits": 3, "Window": "60m", "Roles": { "Engineers": null, "Users": { "Window": "1h", "Permits": 2 } } }""")]
    public void A_limit_that_says_the_same_keeps_its_counts(string again)
    {
        var before = LimitedRoute.Create(Limit);
        before.Passing(LimitedRoute.Token()).ShouldBe(2);

        var after = LimitedRoute.Create(again, before);

        after.Passing(LimitedRoute.Token()).ShouldBe(0);
    }

    [Theory]
    [InlineData("\"Permits\": 3", "\"Permits\": 4")]
    [InlineData("\"Permits\": 2", "\"Permits\": 1")]
    [InlineData("\"1h\"", "\"2h\"")]
    [InlineData("\"owner\"", "\"token\"")]
    [InlineData("\"Engineers\": null", "\"Engineers\": { \"Permits\": 5 }")]
    [InlineData("\"Window\"", "\"MaxPartitions\": 7, \"Window\"")]
    [InlineData("\"Window\"", "\"Burst\": 9, \"Window\"")]
    [InlineData("\"By\"", "\"Algorithm\": \"FixedWindow\", \"By\"")]
    public void A_changed_limit_starts_anew(string from, string to)
    {
        var before = LimitedRoute.Create(Limit);
        before.Passing(LimitedRoute.Token()).ShouldBe(2);

        var after = LimitedRoute.Create(Limit.Replace(from, to, StringComparison.Ordinal), before);

        after.Passes(LimitedRoute.Token()).ShouldBeTrue();
        before.Passes(LimitedRoute.Token()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("own, lost", "unknown limit \"lost\"")]
    [InlineData("own, own", "\"own\" is named twice")]
    [InlineData("own, older", "\"older\" has Headers Legacy, and \"own\" on the same route has Standard: the limits of a route must have the same Headers")]
    public void A_route_cannot_have_limits_that_do_not_go_together(string names, string error)
    {
        const string Limits = """{ "own": { "By": "owner", "Permits": 1, "Window": "1h" }, "older": { "By": "owner", "Permits": 1, "Window": "1h", "Headers": "legacy" } }""";

        LimitedRoute.Errors(Limits, names.Split(", ")).ShouldHaveSingleItem().ShouldContain(error);
    }

    [Fact]
    public void Another_name_is_another_limit()
    {
        var before = LimitedRoute.Create(Limit);
        before.Passing(LimitedRoute.Token()).ShouldBe(2);

        var after = LimitedRoute.Create($$"""{ "other": {{Limit}} }""", ["other"], before);

        after.Passing(LimitedRoute.Token()).ShouldBe(2);
    }
}
