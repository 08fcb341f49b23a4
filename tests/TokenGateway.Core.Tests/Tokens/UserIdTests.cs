using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class UserIdTests
{
    [Theory]
    [InlineData("alice")]
    [InlineData("alice@example.com")]
    [InlineData("Zo\u00eb van Dam")]
    [InlineData("\ud83d\ude00")]
    public void Printable_text_is_an_id(string text)
    {
        UserId.TryParse(text, out var id).ShouldBeTrue();
        id.Value.ShouldBe(text);
        id.ToString().ShouldBe(text);
        UserId.Parse(text).ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" alice")]
    [InlineData("alice ")]
    [InlineData("alice\r\nX-Auth-Role: Administrators")]
    [InlineData("alice\0")]
    [InlineData("alice\u2028")]
    public void Other_text_is_no_id(string? text) => UserId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Lone_surrogate_is_no_id() => UserId.TryParse("alice\ud800", out _).ShouldBeFalse();

    [Fact]
    public void Id_has_at_most_255_characters()
    {
        UserId.TryParse(new string('a', 255), out _).ShouldBeTrue();
        UserId.TryParse(new string('a', 256), out _).ShouldBeFalse();
    }

    [Fact]
    public void Ids_compare_case_sensitively() => UserId.Parse("alice").ShouldNotBe(UserId.Parse("Alice"));

    [Fact]
    public void Parse_of_other_text_says_which_without_its_control_characters() =>
        Should.Throw<FormatException>(() => UserId.Parse("a\nb")).Message.ShouldContain(@"'a\u000ab'");
}
