using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Tests.Intake;

public class DenyListTests
{
    [Theory]
    [InlineData("X-Original-URL")]
    [InlineData("X-Rewrite-URL")]
    [InlineData("X-Real-IP")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-Method-Override")]
    [InlineData("Proxy")]
    [InlineData("X-Content-Length")]
    [InlineData("X-Forwarded-Uri")]
    [InlineData("X-Middleware-Subrequest")]
    [InlineData("Trailer")]
    [InlineData("Expect")]
    [InlineData("True-Client-IP")]
    [InlineData("CF-Connecting-IP")]
    [InlineData("X-Client-IP")]
    [InlineData("X-Cluster-Client-IP")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X_Forwarded_For")]
    [InlineData("X.Forwarded.Proto")]
    [InlineData("x-forwarded_host")]
    [InlineData("X-Forwarded-Anything")]
    [InlineData("Forwarded")]
    [InlineData("Remote-User")]
    [InlineData("REMOTE_USER")]
    [InlineData("X-Remote-User")]
    [InlineData("X-WEBAUTH-USER")]
    [InlineData("X-Forwarded-User")]
    [InlineData("X-Forwarded-Email")]
    [InlineData("X-Forwarded-Groups")]
    [InlineData("SSL_CLIENT_S_DN")]
    [InlineData("Ssl-Client-Verify")]
    [InlineData("X-SSL-Client-CN")]
    [InlineData("X-Client-Cert")]
    [InlineData("X-Forwarded-Client-Cert")]
    [InlineData("X-Auth-Request-User")]
    [InlineData("Cf-Access-Jwt-Assertion")]
    [InlineData("X-MS-CLIENT-PRINCIPAL")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-NAME")]
    [InlineData("X-Consumer-Username")]
    [InlineData("X-Amzn-Oidc-Identity")]
    public void Header_that_speaks_for_a_proxy_is_denied(string name) => DenyList.All.Contains(name).ShouldBeTrue();

    [Theory]
    [InlineData("Host")]
    [InlineData("Accept")]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    [InlineData("Content-Length")]
    [InlineData("Content-Type")]
    [InlineData("Connection")]
    [InlineData("Origin")]
    [InlineData("Referer")]
    [InlineData("TE")]
    [InlineData("User-Agent")]
    [InlineData("X-API-Key")]
    [InlineData("X-Request-Id")]
    [InlineData("X-Requested-With")]
    [InlineData("X-CSRF-Token")]
    [InlineData("X-Forwardedish")]
    [InlineData("traceparent")]
    [InlineData("Sec-WebSocket-Key")]
    public void Ordinary_header_is_not_denied(string name) => DenyList.All.Contains(name).ShouldBeFalse();

    [Theory]
    [InlineData("X-HTTP-Method-Override", true)]
    [InlineData("x_real_ip", true)]
    [InlineData("X-Original-URL", true)]
    [InlineData("X-Forwarded-User", true)]
    [InlineData("SSL_CLIENT_S_DN", true)]
    [InlineData("Expect", false)]
    [InlineData("Trailer", false)]
    [InlineData("X_Content_Length", false)]
    [InlineData("Proxy", false)]
    [InlineData("Forwarded", false)]
    [InlineData("X-Forwarded-For", false)]
    [InlineData("X_Forwarded_Proto", false)]
    [InlineData("Accept", false)]
    public void Operator_may_let_pass_what_neither_frames_nor_is_written_by_the_gateway(string name, bool expected) =>
        DenyList.IsForwardable(name).ShouldBe(expected);

    [Fact]
    public void Method_overrides_are_on_the_list()
    {
        string[] overrides = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

        overrides.ShouldAllBe(o => DenyList.MethodOverrides.Contains(o) && DenyList.All.Contains(o));
        DenyList.MethodOverrides.Contains("X-Real-IP").ShouldBeFalse();
    }
}
