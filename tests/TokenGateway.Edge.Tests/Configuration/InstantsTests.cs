using System.Globalization;
using TokenGateway.Core.Times;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2027-01-31T12:00:00Z", "2027-01-31T12:00:00+00:00")]
    [InlineData("2027-01-31T12:00:00.25Z", "2027-01-31T12:00:00.25+00:00")]
    [InlineData("2027-01-31T12:00:00+01:00", "2027-01-31T11:00:00+00:00")]
    [InlineData("2027-01-31T12:00:00.5-02:30", "2027-01-31T14:30:00.5+00:00")]
    public void Instant_with_a_zone_is_read(string text, string expected)
    {
        InstantText.TryParse(text, out var value).ShouldBeTrue();

        value.ToUniversalTime().ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2027-01-31")]
    [InlineData("2027-01-31T12:00:00")]
    [InlineData("2027-02-30T12:00:00Z")]
    [InlineData("31.01.2027 12:00")]
    [InlineData("tomorrow")]
    public void Anything_else_is_refused(string? text) =>
        InstantText.TryParse(text, out _).ShouldBeFalse();
}
