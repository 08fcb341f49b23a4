using TokenGateway.Core.Notices;

namespace TokenGateway.Core.Tests.Notices;

public sealed class NoticeBackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 30)]
    [InlineData(4, 120)]
    [InlineData(5, 360)]
    [InlineData(6, 720)]
    [InlineData(60, 720)]
    public void Each_wait_is_longer_up_to_half_a_day_and_spread_by_a_fifth(int attempt, double minutes)
    {
        NoticeBackoff.After(attempt, 0.5).ShouldBe(TimeSpan.FromMinutes(minutes));
        NoticeBackoff.After(attempt, 0).ShouldBe(TimeSpan.FromMinutes(minutes * 0.8));
        NoticeBackoff.After(attempt, 1).ShouldBe(TimeSpan.FromMinutes(minutes * 1.2));
    }

    [Fact]
    public void There_is_no_attempt_before_the_first() =>
        Should.Throw<ArgumentOutOfRangeException>(() => NoticeBackoff.After(0, 0.5));
}
