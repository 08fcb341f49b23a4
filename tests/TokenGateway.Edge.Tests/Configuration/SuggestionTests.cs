using TokenGateway.Configuration.Errors;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class SuggestionTests
{
    private static readonly string[] Names = ["Access", "AnyRole", "MinRole", "NotRole", "Rank", "TokenGateway"];

    [Theory]
    [InlineData("AnyRol", "AnyRole")]
    [InlineData("AnyRoel", "AnyRole")]
    [InlineData("anyrole", "AnyRole")]
    [InlineData("Token-Gateway", "TokenGateway")]
    [InlineData("TokenGateways", "TokenGateway")]
    [InlineData("Rnak", "Rank")]
    [InlineData("Name", null)]
    [InlineData("Destinations", null)]
    [InlineData("", null)]
    public void Nearest_name_is_suggested_when_it_is_near(string written, string? meant) =>
        Suggestion.For(written, Names).ShouldBe(meant);

    [Fact]
    public void Name_that_differs_only_in_case_wins_over_an_earlier_near_one() =>
        Suggestion.For("ROLES", ["Roled", "Roles"]).ShouldBe("Roles");
}
