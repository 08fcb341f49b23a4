using TokenGateway.Core.Usage;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>The requests of a day.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Requests">The requests with the token, whatever their outcome.</param>
/// <param name="Outcomes">The outcomes; null: not recorded, because an earlier version counted them.</param>
internal sealed record UsageDayView(DateOnly Day, long Requests, UsageOutcomesView? Outcomes)
{
    public static UsageDayView Of(UsageDay day) => new(day.Day, day.Requests, UsageOutcomesView.Of(day.Outcomes));
}
