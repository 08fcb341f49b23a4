using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class ImportedValueTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("secret", true)]
    [InlineData("password123", true)]
    [InlineData("1234567890123456789012", true)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("0123456789abcdef012", true)]
    [InlineData("0123456789abcdef0123", false)]
    [InlineData("9fK2mQx7Lw3ZtB", false)]
    [InlineData("9fK2mQx7Lw3Z", true)]
    [InlineData(The.Value, false)]
    public void Value_of_less_than_80_bits_can_be_guessed(string value, bool expected) => ImportedValue.CanBeGuessed(value).ShouldBe(expected);

    [Theory]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("caf\u00e9", false)]
    [InlineData("a\tb", false)]
    [InlineData("a:b/c+d=", true)]
    public void Value_can_stand_in_a_header(string value, bool expected) => ImportedValue.CanBePresented(value).ShouldBe(expected);

    [Fact]
    public void Value_is_no_longer_than_what_is_looked_up()
    {
        ImportedValue.CanBePresented(new string('a', 1024)).ShouldBeTrue();
        ImportedValue.CanBePresented(new string('a', 1025)).ShouldBeFalse();
    }
}
