using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Tests.Sessions;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/tokens")]
    [InlineData("/tokens/new?name=a%20b&permission=orders:read")]
    [InlineData("/")]
    [InlineData("/tokens/7#rotate")]
    public void Path_of_this_host_is_kept(string url) => ReturnUrl.OrHome(url).ShouldBe(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tokens")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/tokens\\..\\evil")]
    [InlineData("/caf\u00e9")]
    public void Anything_else_is_the_first_page(string? url) => ReturnUrl.OrHome(url).ShouldBe(ReturnUrl.Home);

    [Fact]
    public void A_very_long_one_too() => ReturnUrl.IsLocal("/" + new string('a', 2000)).ShouldBeFalse();
}
