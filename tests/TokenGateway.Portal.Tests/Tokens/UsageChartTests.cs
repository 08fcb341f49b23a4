using TokenGateway.Core.Usage;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Tests.Tokens;

public sealed class UsageChartTests
{
    private static readonly DateOnly Day = new(2031, 5, 17);

    [Fact]
    public void Outcomes_of_a_day_stand_on_each_other()
    {
        var chart = new UsageChart([new UsageDay(Day, 0, default(UsageCounts)), new UsageDay(Day.AddDays(1), 4, new UsageCounts(Allowed: 3, Denied: 1))]);

        chart.Bars().Select(bar => (bar.Series.Class, bar.X, bar.Y, bar.Height, bar.Title)).ShouldBe(
        [
            ("allowed", 11, "28", "72", "18 May 2031: 3 Allowed"),
            ("denied", 11, "4", "24", "18 May 2031: 1 Denied (400, 403, 404, 405)"),
        ]);
        chart.HasUnknown.ShouldBeFalse();
    }

    [Fact]
    public void What_an_earlier_version_counted_has_no_outcome()
    {
        var chart = new UsageChart([new UsageDay(Day, 5), new UsageDay(Day.AddDays(1), 4, new UsageCounts(Allowed: 1))]);

        chart.HasUnknown.ShouldBeTrue();
        chart.Series.Select(series => (series.Class, chart.TotalOf(series))).ShouldBe(
            [("allowed", 1L), ("denied", 0L), ("limited", 0L), ("unauthorized", 0L), ("failed", 0L), ("unknown", 8L)]);
    }

    [Fact]
    public void Without_requests_there_is_no_bar() => new UsageChart([new UsageDay(Day, 0, default(UsageCounts))]).Bars().ShouldBeEmpty();
}
