using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Settles what a request cost by its limits once the upstream says so: it may leave a count below nothing, and the caller waits
/// the longer for the next permit.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class LimitCosts(RateLimiter local, SharedLimiter shared, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.RateLimits");

    /// <param name="context">Whose headers tell of limits.</param>
    /// <param name="subject">Who is counted.</param>
    /// <param name="limits">Those of the route.</param>
    /// <param name="verdict">What was taken before.</param>
    /// <param name="response">The upstream's.</param>
    public void Settle(HttpContext context, in LimitSubject subject, RouteLimits limits, LimitVerdict verdict, HttpResponseMessage response)
    {
        foreach (var limit in limits.All)
        {
            if (limit.CostHeader is null || limit.RuleFor(subject.Snapshot) is null || CostOf(response, limit) is not { } cost || cost == limit.Cost)
                continue;
            if (shared.IsOn)
                shared.Charge(subject, limit, verdict, cost - limit.Cost);
            else
                local.Charge(subject, limit, nodes: 1, cost - limit.Cost, verdict.TakenAt);
            if (verdict.Limit == limit)
                verdict.Charge(cost - limit.Cost);
        }

        LimitHeaders.Set(context.Response, verdict, limits.Headers);
    }

    private long? CostOf(HttpResponseMessage response, RateLimit limit)
    {
        if (!response.Headers.NonValidated.TryGetValues(limit.CostHeader!, out var values) && !response.Content.Headers.NonValidated.TryGetValues(limit.CostHeader!, out values))
            return null;
        var text = values.ToString();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cost))
            return cost;

        // More than is counted is the most, and not the little that a request costs of which nothing is said.
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
            return int.MaxValue;
        if (limit.TryReportCost())
            _logger.CostNotRead(limit.Name, limit.CostHeader!, limit.Cost);
        return null;
    }
}
