using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class TokenIdTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Number_is_a_stored_token(string text, long number)
    {
        TokenId.TryParse(text, out var id).ShouldBeTrue();
        id.ShouldBe(TokenId.Stored(number));
        id.IsDeclared.ShouldBeFalse();
        id.ToString().ShouldBe(text);
    }

    [Fact]
    public void Static_name_is_a_declared_token()
    {
        TokenId.TryParse("static:ci", out var id).ShouldBeTrue();
        id.ShouldBe(TokenId.Declared("ci"));
        id.IsDeclared.ShouldBeTrue();
        id.Number.ShouldBe(0);
        id.ToString().ShouldBe("static:ci");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("9223372036854775808")]
    [InlineData("static:")]
    [InlineData("STATIC:ci")]
    [InlineData("ci")]
    public void Other_text_is_no_id(string? text)
    {
        TokenId.TryParse(text, out var id).ShouldBeFalse();
        id.ShouldBe(default);
    }

    [Fact]
    public void Stored_and_declared_tokens_are_never_equal() =>
        TokenId.Declared("7").ShouldNotBe(TokenId.Stored(7));

    [Fact]
    public void Ids_without_number_or_name_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => TokenId.Stored(0));
        Should.Throw<ArgumentException>(() => TokenId.Declared(""));
    }
}
