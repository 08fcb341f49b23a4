using TokenGateway.Core.Sessions;

namespace TokenGateway.Core.Tests.Sessions;

public sealed class ClaimPathTests
{
    [Theory]
    [InlineData("groups")]
    [InlineData("realm_access.roles")]
    [InlineData("https://example.com/roles")]
    [InlineData("urn:zitadel:iam:org:project:roles")]
    [InlineData("cognito:groups")]
    [InlineData("a~b")]
    public void Text_without_a_slash_in_front_is_a_name(string text) => ClaimPath.Parse(text).Steps.ShouldBeEmpty();

    [Theory]
    [InlineData("/groups", "groups")]
    [InlineData("/realm_access/roles", "realm_access|roles")]
    [InlineData("/resource_access/my.client/roles", "resource_access|my.client|roles")]
    [InlineData("/https:~1~1example.com~1access/roles", "https://example.com/access|roles")]
    [InlineData("/a~01/~0", "a~1|~")]
    public void Path_is_a_json_pointer(string text, string steps) => ClaimPath.Parse(text).Steps.ShouldBe(steps.Split('|'));

    [Theory]
    [InlineData("/", "a name after each")]
    [InlineData("//roles", "a name after each")]
    [InlineData("/realm_access/", "a name after each")]
    [InlineData("/a~2", "~0")]
    [InlineData("/a~", "~0")]
    [InlineData("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", "at most 16")]
    [InlineData("iss", "about the token")]
    [InlineData("/iss", "about the token")]
    [InlineData("/aud/0", "about the token")]
    [InlineData("nonce", "about the token")]
    public void What_can_be_no_claim_is_an_error(string text, string fault)
    {
        ClaimPath.TryParse(text, out var path, out var said).ShouldBeFalse();

        path.ShouldBeNull();
        said!.ShouldContain(fault);
    }
}
