using TokenGateway.Core.Usage;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>The requests of a day.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Requests">Those that presented the token, however they ended.</param>
/// <param name="Outcomes">How they ended; null: not recorded, they were counted by an earlier version.</param>
internal sealed record UsageDayView(DateOnly Day, long Requests, UsageOutcomesView? Outcomes)
{
    public static UsageDayView Of(UsageDay day) => new(day.Day, day.Requests, UsageOutcomesView.Of(day.Outcomes));
}
