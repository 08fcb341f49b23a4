using TokenGateway.Core.Times;

namespace TokenGateway.Core.Tests.Times;

public sealed class OptionalTimeTests
{
    [Fact]
    public void Default_is_no_time()
    {
        default(OptionalTime).Value.ShouldBeNull();
        new OptionalTime(null).ShouldBe(default);
    }

    [Fact]
    public void Every_time_is_kept_to_the_tick_in_UTC()
    {
        DateTimeOffset[] times = [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new(2026, 11, 29, 10, 0, 0, 123, TimeSpan.FromHours(2))];
        foreach (var time in times)
        {
            new OptionalTime(time).Value.ShouldBe(time);
            new OptionalTime(time).Value!.Value.Offset.ShouldBe(TimeSpan.Zero);
        }
    }
}
