using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Tests.Intake;

public sealed class SetCookieTests
{
    [Theory]
    [InlineData("__Host-tgw-session=x")]
    [InlineData("__HOST-TGW-x=1; Secure; Path=/")]
    [InlineData("=__Host-tgw-session=x")]
    [InlineData(" \t= \t__Host-tgw-session=x; Path=/")]
    [InlineData("==__Host-tgw-session=x")]
    [InlineData("\"__Host-tgw-session=x\"")]
    [InlineData(";__Host-tgw-session=x")]
    [InlineData("a=b, __Host-tgw-session=x")]
    [InlineData("a=b,=__Host-tgw-session=x")]
    [InlineData("%5F%5FHost-tgw-session=x")]
    [InlineData("=%255f%255fHost%252dtgw-session=x")]
    [InlineData("__Host-tgw-session")]
    public void Cookie_that_is_sent_under_our_name_is_ours(string setCookie) => CookieCutter.SetsOurs(setCookie).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("=x; Path=/")]
    [InlineData("a=__Host-tgw-session=x")]
    [InlineData("__Host-other=x; Secure; Path=/")]
    [InlineData("__Secure-tgw-session=x")]
    [InlineData("a=b; Expires=Wed, 21 Oct 2099 07:28:00 GMT; Path=/__Host-tgw-x")]
    [InlineData("a=100%25")]
    public void Other_cookie_is_the_upstreams(string setCookie) => CookieCutter.SetsOurs(setCookie).ShouldBeFalse();
}
