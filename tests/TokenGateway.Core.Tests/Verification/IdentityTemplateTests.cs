using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class IdentityTemplateTests
{
    [Theory]
    [InlineData("{user.id}", "alice")]
    [InlineData("{user.email}", "alice@example.com")]
    [InlineData("{user.name}", "Alice A.")]
    [InlineData("{token.id}", "7")]
    [InlineData("{token.name}", "ci")]
    [InlineData("{role}", "Engineers")]
    [InlineData("{roles}", "Engineers")]
    [InlineData("{permissions}", "orders:read,orders:write")]
    [InlineData("{realm}", "prod")]
    [InlineData("", "")]
    [InlineData("constant ~!", "constant ~!")]
    [InlineData("u={user.id}; t={token.id}.", "u=alice; t=7.")]
    [InlineData("{user.id}{token.id}", "alice7")]
    public void Template_says_what_the_token_has(string template, string expected) =>
        Render(template, Token()).ShouldBe(expected);

    [Fact]
    public void Every_field_has_a_placeholder_that_renders()
    {
        IdentityTemplate.PlaceholderNames.Count().ShouldBe(Enum.GetValues<IdentityField>().Length);
        foreach (var name in IdentityTemplate.PlaceholderNames)
            Render($"{{{name}}}", Token()).ShouldNotBeNullOrEmpty(name);
    }

    [Theory]
    [InlineData("Zo\u00eb", "Zo%C3%AB")]
    [InlineData("a \ud83d\ude00 b", "a %F0%9F%98%80 b")]
    [InlineData("50%", "50%25")]
    [InlineData("caf%C3%A9", "caf%25C3%25A9")]
    [InlineData("caf\u00e9", "caf%C3%A9")]
    [InlineData("\u00a0", "%C2%A0")]
    [InlineData("  padded  ", "padded")]
    public void Non_ascii_text_is_percent_encoded_utf8(string name, string expected) =>
        Render("{token.name}", Token() with { Name = name }).ShouldBe(expected);

    [Theory]
    [InlineData("a\r\nX-Auth-Role: Administrators")]
    [InlineData("a\0")]
    [InlineData("a\u007f")]
    [InlineData("a\u2028")]
    public void Value_that_cannot_be_a_header_is_not_rendered(string name) =>
        Render("{token.name}", Token() with { Name = name }).ShouldBeNull();

    [Fact]
    public void Missing_values_are_empty()
    {
        var snapshot = Some.Snapshot(Some.Token(), owner: null);
        foreach (var name in (string[])["user.email", "user.name", "role", "roles", "permissions"])
            Parse($"{{{name}}}").Render(snapshot).ShouldBe("", name);
    }

    [Theory]
    [InlineData("{", "'{' without '}'")]
    [InlineData("a {user.id", "'{' without '}'")]
    [InlineData("}", "visible ASCII without braces")]
    [InlineData("a}b{user.id}", "visible ASCII without braces")]
    [InlineData("{user.id}}", "visible ASCII without braces")]
    [InlineData("caf\u00e9 {user.id}", "visible ASCII")]
    [InlineData("a\r\nb", "visible ASCII")]
    [InlineData("a\tb", "visible ASCII")]
    [InlineData("{user.mail}", "unknown placeholder {user.mail}; known are {user.id} {user.email}")]
    [InlineData("{USER.ID}", "unknown placeholder {USER.ID}")]
    [InlineData("{}", "unknown placeholder {}")]
    [InlineData("{{user.id}}", "unknown placeholder")]
    public void Error_says_what_is_wrong(string template, string expected)
    {
        IdentityTemplate.TryParse(template, out var parsed, out var error).ShouldBeFalse();
        parsed.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void Set_renders_all_its_headers_or_nothing()
    {
        ImmutableArray<IdentitySet> sets =
        [
            new(0, [new("X-A", Parse("{user.id}")), new("X-B", Parse("{user.name}"))]),
            new(1, [new("X-A", Parse("{user.id}")), new("X-C", Parse("{token.name}"))]),
        ];
        var snapshot = Some.Snapshot(Token() with { Name = "a\nb" }, Some.User(), Some.Model(identity: sets));
        snapshot.IdentityOf(sets[0]).ShouldNotBeNull().ShouldBe(["alice", ""]);
        snapshot.IdentityOf(sets[1]).ShouldBeNull();
    }

    private static Token Token() => Some.Token() with { Realm = Realm.Parse("prod") };

    private static string? Render(string template, Token token) =>
        Parse(template).Render(Some.Snapshot(token, Some.User() with { Email = "alice@example.com", Name = "Alice A." }));

    private static IdentityTemplate Parse(string text)
    {
        IdentityTemplate.TryParse(text, out var template, out var error).ShouldBeTrue(error);
        return template.ShouldNotBeNull();
    }
}
