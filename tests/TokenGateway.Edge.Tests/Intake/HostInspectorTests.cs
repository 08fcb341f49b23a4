using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Tests.Intake;

public sealed class HostInspectorTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("localhost:5000")]
    [InlineData("My-Host_1.example.com")]
    [InlineData("192.0.2.1:80")]
    [InlineData("[::1]")]
    [InlineData("[2001:db8::1]:65535")]
    [InlineData("xn--bcher-kva.test:80")]
    [InlineData("1.example")]
    public void An_ordinary_host_passes(string host) => HostInspector.Inspect(host).ShouldBe(HostFault.None);

    [Theory]
    [InlineData("a.")]
    [InlineData("a.:80")]
    [InlineData("10.0.0.1.")]
    public void A_dot_at_the_end_is_refused(string host) => HostInspector.Inspect(host).ShouldBe(HostFault.TrailingDot);

    [Theory]
    [InlineData("127.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("a.0x1")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::FFFF:10.0.0.1]")]
    [InlineData("XN--bcher-kva.test")]
    public void Another_spelling_is_refused(string host) => HostInspector.Inspect(host).ShouldBe(HostFault.OtherSpelling);

    [Theory]
    [InlineData(":80")]
    [InlineData("a:")]
    [InlineData("a:080")]
    [InlineData("a:1:2")]
    [InlineData("a:65536")]
    [InlineData("u@a")]
    [InlineData("a%2e")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a,b")]
    [InlineData("é.test")]
    [InlineData("[::1")]
    [InlineData("[::1]x")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("a..b")]
    public void What_is_no_host_is_refused(string host) => HostInspector.Inspect(host).ShouldBe(HostFault.Malformed);

    [Theory]
    [InlineData("api.example.com")]
    [InlineData("api.example.com:8080")]
    public void An_ordinary_host_allocates_nothing(string host) =>
        Allocation.Of(() => HostInspector.Inspect(host)).ShouldBe(0);
}
