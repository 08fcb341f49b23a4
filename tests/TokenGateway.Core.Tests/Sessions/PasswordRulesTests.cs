using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Sessions;

public sealed class PasswordRulesTests
{
    private static readonly UserId User = UserId.Parse("administrator");

    [Theory]
    [InlineData("twelve chars")]
    [InlineData("correct horse battery staple")]
    [InlineData("päßwörter mit ü")]
    public void Long_password_is_right(string password) => PasswordRules.FaultOf(password, User).ShouldBeNull();

    [Theory]
    [InlineData("eleven char", "has 12 to 256 characters, not 11")]
    [InlineData("", "has 12 to 256 characters, not 0")]
    [InlineData("administrator", "is not the user's id")]
    [InlineData("Administrator", "is not the user's id")]
    [InlineData("twelve\tchars", "has no control characters")]
    public void Other_is_refused_without_being_repeated(string password, string fault) =>
        PasswordRules.FaultOf(password, User).ShouldBe(fault);

    [Fact]
    public void Length_is_bounded()
    {
        PasswordRules.FaultOf(new string('a', 256), User).ShouldBeNull();
        PasswordRules.FaultOf(new string('a', 257), User).ShouldBe("has 12 to 256 characters, not 257");
    }
}
