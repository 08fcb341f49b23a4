using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Access;

public sealed class AccessNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("orders:read")]
    [InlineData("Orders.Read_all-1:x")]
    public void Names_of_the_form_are_valid(string text)
    {
        AccessName.IsValid(text).ShouldBeTrue();
        PermissionName.Parse(text).ToString().ShouldBe(text);
        RoleName.Parse(text).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":read")]
    [InlineData("-a")]
    [InlineData("a,b")]
    [InlineData("a b")]
    [InlineData("a*")]
    [InlineData("!a")]
    [InlineData("a\n")]
    [InlineData("caf\u00e9")]
    public void Other_names_are_not(string? text)
    {
        PermissionName.TryParse(text, out _).ShouldBeFalse();
        RoleName.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void Name_has_at_most_100_characters()
    {
        AccessName.IsValid(new string('a', 100)).ShouldBeTrue();
        AccessName.IsValid(new string('a', 101)).ShouldBeFalse();
    }

    [Fact]
    public void Names_compare_case_sensitively()
    {
        PermissionName.Parse("a").ShouldNotBe(PermissionName.Parse("A"));
        RoleName.Parse("a").ShouldNotBe(RoleName.Parse("A"));
    }

    [Fact]
    public void Parse_of_another_name_says_which()
    {
        Should.Throw<FormatException>(() => PermissionName.Parse("a b")).Message.ShouldContain("'a b'");
        Should.Throw<FormatException>(() => RoleName.Parse("a\n")).Message.ShouldContain(@"'a\u000a'");
    }
}
