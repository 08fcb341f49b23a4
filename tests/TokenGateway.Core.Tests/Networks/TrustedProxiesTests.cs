using System.Net;
using TokenGateway.Core.Networks;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Networks;

public sealed class TrustedProxiesTests
{
    private static readonly TrustedProxies Proxies = new([AddressRange.Parse("127.0.0.1"), AddressRange.Parse("10.1.0.0/16"), AddressRange.Parse("2001:db8:1::/48")]);

    [Theory]
    [InlineData("127.0.0.1", "192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:127.0.0.1", "192.0.2.1", "192.0.2.1")]
    [InlineData("127.0.0.1", "198.51.100.7, 192.0.2.1", "192.0.2.1")]
    [InlineData("127.0.0.1", "198.51.100.7,192.0.2.1,10.1.2.3", "192.0.2.1")]
    [InlineData("127.0.0.1", "198.51.100.7 , 192.0.2.1 , 10.1.2.3,\t2001:db8:1::5", "192.0.2.1")]
    [InlineData("127.0.0.1", "garbage, 192.0.2.1", "192.0.2.1")]
    [InlineData("127.0.0.1", ", 192.0.2.1", "192.0.2.1")]
    [InlineData("127.0.0.1", "10.1.2.3", "10.1.2.3")]
    [InlineData("127.0.0.1", "10.1.0.7, 10.1.2.3", "10.1.0.7")]
    [InlineData("127.0.0.1", "2001:db8::1", "2001:db8::1")]
    [InlineData("127.0.0.1", "[2001:db8::1]", "2001:db8::1")]
    [InlineData("127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("127.0.0.1", "192.0.2.1:4711", "192.0.2.1")]
    [InlineData("127.0.0.1", "::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("127.0.0.1", "[::ffff:192.0.2.1]:80", "192.0.2.1")]
    [InlineData("127.0.0.1", "192.0.2.1, [2001:db8:1::9]:443, 10.1.2.3:9", "192.0.2.1")]
    public void Client_is_the_last_that_is_no_trusted_proxy(string peer, string line, string client) =>
        Proxies.ClientOf(IPAddress.Parse(peer), [line]).ShouldBe(IPAddress.Parse(client));

    [Theory]
    [InlineData("192.0.2.1, unknown")]
    [InlineData("192.0.2.1, unknown, 10.1.2.3")]
    [InlineData("192.0.2.1,")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("192.0.2")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("192.0.2.1/32")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[192.0.2.1]")]
    [InlineData("[2001:db8::1")]
    [InlineData("[2001:db8::1]x")]
    [InlineData("[2001:db8::1]:")]
    [InlineData("192.0.2.1:99999")]
    [InlineData("192.0.2.1: 80")]
    [InlineData("client.example.com")]
    [InlineData("\"192.0.2.1\"")]
    [InlineData("for=192.0.2.1")]
    public void What_cannot_be_read_leaves_the_peer(string line) =>
        Proxies.ClientOf(IPAddress.Loopback, [line]).ShouldBe(IPAddress.Loopback);

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("10.2.0.1")]
    [InlineData("2001:db8:2::1")]
    public void What_others_say_is_not_read(string peer)
    {
        Proxies.ClientOf(IPAddress.Parse(peer), ["192.0.2.1"]).ShouldBe(IPAddress.Parse(peer));
        TrustedProxies.None.ClientOf(IPAddress.Parse(peer), ["192.0.2.1"]).ShouldBe(IPAddress.Parse(peer));
    }

    [Theory]
    [InlineData("127.0.0.1", "192.0.2.1", "192.0.2.1, 127.0.0.1")]
    [InlineData("::ffff:127.0.0.1", "::ffff:192.0.2.1", "192.0.2.1, 127.0.0.1")]
    [InlineData("127.0.0.1", "6.6.6.6, 192.0.2.1:80, [2001:DB8:1:0::9]:443", "192.0.2.1, 2001:db8:1::9, 127.0.0.1")]
    [InlineData("127.0.0.1", "10.1.0.7, 10.1.2.3", "10.1.0.7, 10.1.2.3, 127.0.0.1")]
    public void Chain_is_what_is_believed_and_the_peer(string peer, string line, string text) =>
        Proxies.ChainOf(IPAddress.Parse(peer), [line])!.Text.ShouldBe(text);

    [Fact]
    public void Peer_that_says_nothing_to_be_read_has_no_chain()
    {
        Proxies.ChainOf(IPAddress.Loopback, []).ShouldBeNull();
        Proxies.ChainOf(IPAddress.Loopback, ["192.0.2.1, unknown"]).ShouldBeNull();
    }

    [Fact]
    public void Whether_a_peer_is_trusted_allocates_nothing()
    {
        var peer = IPAddress.Parse("2001:db8:1::9");
        Allocation.PerRun(() => Proxies.Contains(peer)).ShouldBe(0);
    }

    [Fact]
    public void Lines_are_one_list_and_no_line_is_none()
    {
        Proxies.ClientOf(IPAddress.Loopback, ["198.51.100.7, 192.0.2.1", "10.1.2.3"]).ShouldBe(IPAddress.Parse("192.0.2.1"));
        Proxies.ClientOf(IPAddress.Loopback, []).ShouldBe(IPAddress.Loopback);
        Proxies.ClientOf(null, ["192.0.2.1"]).ShouldBeNull();
    }
}
