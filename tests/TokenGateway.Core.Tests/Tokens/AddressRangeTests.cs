using System.Net;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7/32", "192.0.2.7")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    [InlineData("2001:db8:ffff::/32", "2001:db8::/32")]
    [InlineData("::/0", "::/0")]
    public void Range_is_read_and_written(string text, string expected)
    {
        AddressRange.Parse(text).ToString().ShouldBe(expected);
        AddressRange.Parse(expected).ShouldBe(AddressRange.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.256")]
    [InlineData("::/129")]
    [InlineData("fe80::1%eth0")]
    [InlineData("localhost")]
    [InlineData(" 10.0.0.1")]
    public void What_is_no_range_is_refused(string text) => AddressRange.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("192.0.2.0/25", "192.0.2.127", true)]
    [InlineData("192.0.2.0/25", "192.0.2.128", false)]
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("::/0", "::1", true)]
    [InlineData("::/0", "10.0.0.1", false)]
    [InlineData("::/0", "::ffff:10.0.0.1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("2001:db8::/127", "2001:db8::1", true)]
    [InlineData("2001:db8::/127", "2001:db8::2", false)]
    public void Address_is_in_the_range_or_not(string range, string address, bool expected) =>
        AddressRange.Parse(range).Contains(IPAddress.Parse(address)).ShouldBe(expected);

    [Fact]
    public void Asking_allocates_nothing()
    {
        var (range, address) = (AddressRange.Parse("2001:db8::/32"), IPAddress.Parse("2001:db8::1"));
        Allocation.PerRun(() => range.Contains(address)).ShouldBe(0);
    }
}
