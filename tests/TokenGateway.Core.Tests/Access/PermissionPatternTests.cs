using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Access;

public sealed class PermissionPatternTests
{
    [Theory]
    [InlineData("*", "orders:read", true)]
    [InlineData("*", "x", true)]
    [InlineData("orders:*", "orders:read", true)]
    [InlineData("orders:*", "orders:", true)]
    [InlineData("orders:*", "orders", false)]
    [InlineData("orders:*", "Orders:read", false)]
    [InlineData("orders:*", "my-orders:read", false)]
    [InlineData("orders:read", "orders:read", true)]
    [InlineData("orders:read", "orders:read-all", false)]
    [InlineData("orders:read", "orders:Read", false)]
    public void Pattern_matches(string pattern, string permission, bool expected)
    {
        Some.Pattern(pattern).Matches(permission).ShouldBe(expected);
        Some.Pattern(pattern).TakesAway.ShouldBeFalse();
        Some.Pattern("!" + pattern).Matches(permission).ShouldBe(expected);
        Some.Pattern("!" + pattern).TakesAway.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("!!orders:read")]
    [InlineData("**")]
    [InlineData("orders:*:read")]
    [InlineData("*orders")]
    [InlineData("orders read")]
    [InlineData(" *")]
    public void Other_text_is_no_pattern(string? text) => PermissionPattern.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("*", "audit:read billing:pay billing:read orders:read orders:write reports:read")]
    [InlineData("orders:*", "orders:read orders:write")]
    [InlineData("* !billing:*", "audit:read orders:read orders:write reports:read")]
    [InlineData("!billing:* *", "audit:read orders:read orders:write reports:read")]
    [InlineData("billing:pay !billing:*", "")]
    [InlineData("orders:* !orders:write", "orders:read")]
    [InlineData("* !*", "")]
    [InlineData("!billing:*", "")]
    [InlineData("orders:read orders:*", "orders:read orders:write")]
    [InlineData("unknown:read", "")]
    [InlineData("", "")]
    public void Catalog_grants_what_is_given_and_not_taken_away_in_any_order(string patterns, string expected)
    {
        var granted = The.Permissions.Matching(Some.Patterns(patterns.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        string.Join(' ', The.Permissions.NamesOf(granted)).ShouldBe(expected);
    }
}
