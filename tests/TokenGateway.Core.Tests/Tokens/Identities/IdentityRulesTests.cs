using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Core.Tests.Tokens.Identities;

public sealed class IdentityRulesTests
{
    [Theory]
    [InlineData("alice")]
    [InlineData("alice@example.com")]
    [InlineData("CORP\\alice")]
    [InlineData("caf\u00e9")]
    [InlineData("\u738b\u5c0f\u660e")]
    [InlineData("\u0639\u0644\u064a")]
    [InlineData("Anne-Marie O'Neill")]
    [InlineData("corp/alice")]
    [InlineData("...")]
    [InlineData(".alice")]
    public void Id_that_names_one_user_passes(string id) => IdentityRules.FaultOf(UserId.Parse(id)).ShouldBeNull();

    [Theory]
    [InlineData("alice,root", "has no comma: in a header it separates two users")]
    [InlineData(".", "is neither . nor ..: no address of the API can name it")]
    [InlineData("..", "is neither . nor ..: no address of the API can name it")]
    [InlineData("al\u200bice", "has no invisible or unassigned characters")]
    [InlineData("alice\u202e", "has no invisible or unassigned characters")]
    [InlineData("al\u00adice", "has no invisible or unassigned characters")]
    [InlineData("al\ufe0fice", "has no invisible or unassigned characters")]
    [InlineData("al\u3164ice", "has no invisible or unassigned characters")]
    [InlineData("al\U000e0041ice", "has no invisible or unassigned characters")]
    [InlineData("al\u0378ice", "has no invisible or unassigned characters")]
    public void Id_that_hides_something_or_cannot_be_addressed_is_refused(string id, string fault) => IdentityRules.FaultOf(UserId.Parse(id)).ShouldBe(fault);

    [Theory]
    [InlineData("alice@example.com")]
    [InlineData("alice+ci@example.co.uk")]
    [InlineData("o'neill@example.com")]
    [InlineData("root@localhost")]
    [InlineData("j\u00f6rg@b\u00fccher.example")]
    public void One_address_passes(string email) => IdentityRules.FaultOfEmail(email).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("@example.com")]
    [InlineData("alice@")]
    [InlineData("alice@example.com,root@example.com")]
    [InlineData("alice@example.com;root@example.com")]
    [InlineData("alice@example.com root@example.com")]
    [InlineData("Alice <alice@example.com>")]
    [InlineData("<alice@example.com>")]
    [InlineData("\"alice,root\"@example.com")]
    [InlineData("alice(root)@example.com")]
    [InlineData("alice@root@example.com")]
    [InlineData(" alice@example.com")]
    [InlineData("alice@example.com\r\nX: y")]
    [InlineData("ali\u200bce@example.com")]
    public void What_is_not_one_address_is_refused(string email) => IdentityRules.FaultOfEmail(email).ShouldNotBeNull();
}
