using TokenGateway.Core.Times;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", "00:00:00.5")]
    [InlineData("90s", "00:01:30")]
    [InlineData("15m", "00:15:00")]
    [InlineData("12h", "12:00:00")]
    [InlineData("30d", "30.00:00:00")]
    [InlineData("0s", "00:00:00")]
    [InlineData("00:15:00", "00:15:00")]
    [InlineData("1.12:00:00", "1.12:00:00")]
    [InlineData("10675199d", "10675199.00:00:00")]
    public void Duration_is_read(string text, string expected)
    {
        DurationText.TryParse(text, out var value).ShouldBeTrue();

        value.ShouldBe(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("s")]
    [InlineData("1.5h")]
    [InlineData("1h30m")]
    [InlineData("-1h")]
    [InlineData("+1h")]
    [InlineData("1 h")]
    [InlineData("1H")]
    [InlineData("1w")]
    [InlineData("-00:15:00")]
    [InlineData("10675200d")]
    [InlineData("99999999999999999999s")]
    [InlineData("25:61:00")]
    public void What_is_no_duration_is_refused(string? text) =>
        DurationText.TryParse(text, out _).ShouldBeFalse();
}
