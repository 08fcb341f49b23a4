using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.Tests.RateLimiting;

public sealed class ServiceLimitTextsTests
{
    [Theory]
    [InlineData(0, 30, "\"standard\";r=0;t=30")]
    [InlineData(50, 0, "\"standard\";r=50;t=0")]
    [InlineData(10_000_000, 1, "\"standard\";r=10000000;t=1")]
    public void A_text_has_name_permits_and_seconds(long remaining, long seconds, string text) =>
        new ServiceLimitTexts("standard", 10_000_000).Of(remaining, seconds).ShouldBe(text);

    [Fact]
    public void The_last_text_for_a_number_of_permits_is_told_again()
    {
        var texts = new ServiceLimitTexts("standard", 5);

        var first = texts.Of(5, 1);
        texts.Of(5, 1).ShouldBeSameAs(first);

        texts.Of(5, 2).ShouldBe("\"standard\";r=5;t=2");
        texts.Of(5, 1).ShouldBe(first);
    }
}
