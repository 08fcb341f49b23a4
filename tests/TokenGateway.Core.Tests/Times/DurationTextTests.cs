using TokenGateway.Core.Times;

namespace TokenGateway.Core.Tests.Times;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms")]
    [InlineData("0s")]
    [InlineData("90s")]
    [InlineData("15m")]
    [InlineData("36h")]
    [InlineData("30d")]
    [InlineData("00:00:00.0000001")]
    public void A_duration_is_written_in_the_largest_unit_that_says_it(string text)
    {
        DurationText.TryParse(text, out var value).ShouldBeTrue();

        DurationText.Write(value).ShouldBe(text);
    }
}
