using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class RealmTests
{
    [Fact]
    public void Default_realm_is_named_default() => Realm.Default.Value.ShouldBe("default");

    [Theory]
    [InlineData("prod")]
    [InlineData("eu/west 1")]
    public void Printable_text_is_a_realm(string text) => Realm.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" prod")]
    [InlineData("prod\t")]
    [InlineData("pr\nod")]
    [InlineData("*")]
    public void Other_text_is_no_realm(string? text) => Realm.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Realm_has_at_most_100_characters()
    {
        Realm.TryParse(new string('a', Realm.MaxLength), out _).ShouldBeTrue();
        Realm.TryParse(new string('a', Realm.MaxLength + 1), out _).ShouldBeFalse();
    }

    [Fact]
    public void Realms_compare_case_sensitively() => Realm.Parse("prod").ShouldNotBe(Realm.Parse("Prod"));

    [Fact]
    public void Parse_of_other_text_says_which() =>
        Should.Throw<FormatException>(() => Realm.Parse("a\rb")).Message.ShouldContain(@"'a\u000db'");
}
