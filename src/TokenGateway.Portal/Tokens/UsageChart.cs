using System.Globalization;
using TokenGateway.Core.Usage;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tokens;

/// <summary>Requests by day and outcome as stacked bars, with coordinates in a grid of 10 by 100 units for each day.</summary>
/// <param name="Days">Every day once, oldest first.</param>
internal sealed record UsageChart(IReadOnlyList<UsageDay> Days)
{
    private const double Highest = 96;

    /// <summary>From bottom to top.</summary>
    public static readonly IReadOnlyList<UsageSeries> All =
    [
        new("allowed", () => Text.Usage_Allowed, day => day.Outcomes?.Allowed ?? 0),
        new("denied", () => Text.Usage_Denied, day => day.Outcomes?.Denied ?? 0),
        new("limited", () => Text.Usage_RateLimited, day => day.Outcomes?.RateLimited ?? 0),
        new("unauthorized", () => Text.Usage_Unauthorized, day => day.Outcomes?.Unauthorized ?? 0),
        new("failed", () => Text.Usage_Failed, day => day.Outcomes?.Failed ?? 0),
        new("unknown", () => Text.Usage_NotRecorded, day => day.Requests - (day.Outcomes?.Sum() ?? 0)),
    ];

    public long Total => Days.Sum(day => day.Requests);

    public int Width => 10 * Days.Count;

    /// <summary>Whether there are requests that an earlier version counted.</summary>
    public bool HasUnknown => TotalOf(All[^1]) > 0;

    /// <summary>The series to show: all known outcomes, and unknown ones only if there are any.</summary>
    public IEnumerable<UsageSeries> Series => HasUnknown ? All : All.SkipLast(1);

    public long TotalOf(UsageSeries series) => Days.Sum(series.CountOf);

    public IEnumerable<UsageBar> Bars()
    {
        var unit = Highest / Math.Max(1, Days.Max(day => day.Requests));
        for (var i = 0; i < Days.Count; i++)
        {
            var top = 100.0;
            foreach (var series in All)
            {
                if (series.CountOf(Days[i]) is not (> 0 and var count))
                    continue;
                var height = count * unit;
                top -= height;
                yield return new UsageBar(series, 1 + (10 * i), Number(top), Number(height), Text.Usage_Shape.With(ShowDay(Days[i].Day), count, series.Name));
            }
        }
    }

    /// <summary>For example <c>27 Dec 2026</c>.</summary>
    public static string ShowDay(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
