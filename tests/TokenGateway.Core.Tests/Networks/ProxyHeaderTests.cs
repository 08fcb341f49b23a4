using System.Net;
using System.Text;
using TokenGateway.Core.Networks;

namespace TokenGateway.Core.Tests.Networks;

/// <summary>What the PROXY protocol says of versions 1 and 2, and of what is neither.</summary>
public sealed class ProxyHeaderTests
{
    private const string Signature = "0d0a0d0a000d0a515549540a";
    private const string Version4 = "c0000201 c6336407 dc04 01bb";
    private const string Version6 = "20010db8000000000000000000000001 20010db8000000000000000000000002 dc04 01bb";

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\n", "192.0.2.1:56324")]
    [InlineData("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255:65535")]
    [InlineData("PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n", "0.0.0.0:0")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:DB8::2 56324 443\r\n", "[2001:db8::1]:56324")]
    [InlineData("PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n", "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535")]
    [InlineData("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2\r\n", "192.0.2.1:1")]
    [InlineData("PROXY UNKNOWN\r\n", null)]
    [InlineData("PROXY UNKNOWN whatever \n \r this is\r\n", null)]
    [InlineData("PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n", null)]
    public void Line_is_read(string line, string? source) => ShouldRead(Encoding.Latin1.GetBytes(line), source);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("G")]
    [InlineData("PROXX")]
    [InlineData("proxy TCP4 192.0.2.1 198.51.100.7 56324 443\r\n")]
    [InlineData("PROXY  TCP4 192.0.2.1 198.51.100.7 56324 443\r\n")]
    [InlineData("PROXY\tTCP4 192.0.2.1 198.51.100.7 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443 \r\n")]
    [InlineData("PROXY TCP4 192.0.2.1  198.51.100.7 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 56324\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443 1\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 056324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 65536 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 +1 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 1 00\r\n")]
    [InlineData("PROXY TCP4 192.0.2.01 198.51.100.7 1 2\r\n")]
    [InlineData("PROXY TCP4 192.0.2 198.51.100.7 1 2\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 3325256711 1 2\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 0xc6.51.100.7 1 2\r\n")]
    [InlineData("PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n")]
    [InlineData("PROXY TCP6 192.0.2.1 198.51.100.7 1 2\r\n")]
    [InlineData("PROXY TCP6 2001:db8::1%eth0 2001:db8::2 1 2\r\n")]
    [InlineData("PROXY TCP6 [2001:db8::1] 2001:db8::2 1 2\r\n")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:db8::2/64 1 2\r\n")]
    [InlineData("PROXY UDP4 192.0.2.1 198.51.100.7 1 2\r\n")]
    [InlineData("PROXY TCP4\r\n")]
    [InlineData("PROXY UNKNOWNS\r\n")]
    [InlineData("PROXY \r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 655350\r\n")]
    public void Line_that_is_none_is_refused(string line) => ShouldBeRefused(Encoding.Latin1.GetBytes(line));

    [Theory]
    [InlineData("21 11 000c" + Version4, "192.0.2.1:56324")]
    [InlineData("21 11 0013" + Version4 + "04 0004 00000000", "192.0.2.1:56324")]
    [InlineData("21 11 000f" + Version4 + "ffffff", "192.0.2.1:56324")]
    [InlineData("21 21 0024" + Version6, "[2001:db8::1]:56324")]
    [InlineData("21 21 0024 00000000000000000000ffffc0000201 00000000000000000000ffffc6336407 dc04 01bb", "192.0.2.1:56324")]
    [InlineData("20 00 0000", null)]
    [InlineData("20 11 000c" + Version4, null)]
    [InlineData("20 ff 0003 010203", null)]
    [InlineData("21 00 0000", null)]
    [InlineData("21 01 0000", null)]
    [InlineData("21 10 000c" + Version4, null)]
    [InlineData("21 12 000c" + Version4, null)]
    [InlineData("21 22 0024" + Version6, null)]
    public void Block_is_read(string rest, string? source) => ShouldRead(Bytes(Signature + rest), source);

    [Fact]
    public void Block_of_a_unix_socket_names_nobody()
    {
        ShouldRead(Bytes(Signature + "21 31 00d8" + new string('0', 2 * 216)), null);
        ShouldBeRefused(Bytes(Signature + "21 31 00d7" + new string('0', 2 * 215)));
    }

    [Theory]
    [InlineData("0d0a0d0a000d0a515549540b 21 11 000c" + Version4)]
    [InlineData("0d0a0d0a0d")]
    [InlineData("1603010200")]
    [InlineData("00")]
    [InlineData(Signature + "11 11 000c" + Version4)]
    [InlineData(Signature + "31 11 000c" + Version4)]
    [InlineData(Signature + "22 11 000c" + Version4)]
    [InlineData(Signature + "2f 11 000c" + Version4)]
    [InlineData(Signature + "21 41 000c" + Version4)]
    [InlineData(Signature + "21 13 000c" + Version4)]
    [InlineData(Signature + "21 11 000b" + Version4)]
    [InlineData(Signature + "21 11 0000")]
    [InlineData(Signature + "21 21 0023" + Version6)]
    [InlineData(Signature + "21 11 0ff1")]
    [InlineData(Signature + "20 00 ffff")]
    public void Block_that_is_none_is_refused(string hex) => ShouldBeRefused(Bytes(hex));

    [Fact]
    public void Longest_block_is_read_and_a_longer_one_is_refused_before_it_is_there()
    {
        var longest = Bytes(Signature + "21 11 0ff0" + Version4 + new string('0', 2 * (0xff0 - 12)));

        longest.Length.ShouldBe(ProxyHeader.Longest);
        ShouldRead(longest, "192.0.2.1:56324");
    }

    [Fact]
    public void Own_header_says_that_the_proxy_itself_asks() => ShouldRead(ProxyHeader.Local.ToArray(), null);

    // In any pieces, and with what follows.
    private static void ShouldRead(byte[] header, string? source)
    {
        for (var i = 0; i < header.Length; i++)
            ProxyHeader.Read(header.AsSpan(0, i), out _, out _).ShouldBe(ProxyHeaderState.Incomplete, $"{i} bytes");
        foreach (var following in new[] { "", "\r\n", "GET / HTTP/1.1\r\n\r\n", "PROXY TCP4 6.6.6.6 7.7.7.7 1 2\r\n" })
        {
            ProxyHeader.Read([.. header, .. Encoding.ASCII.GetBytes(following)], out var length, out var read).ShouldBe(ProxyHeaderState.Complete);
            length.ShouldBe(header.Length);
            read.ShouldBe(source is null ? null : IPEndPoint.Parse(source));
        }
    }

    private static void ShouldBeRefused(byte[] bytes)
    {
        ProxyHeader.Read(bytes, out _, out var source).ShouldBe(ProxyHeaderState.Malformed);
        source.ShouldBeNull();
        for (var i = 0; i < bytes.Length; i++)
            ProxyHeader.Read(bytes.AsSpan(0, i), out _, out _).ShouldNotBe(ProxyHeaderState.Complete, $"{i} bytes");
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
