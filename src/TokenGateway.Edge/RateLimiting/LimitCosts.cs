using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// Charges the actual cost of a request once the upstream reports it. The count may become negative: the caller then waits longer
/// for the next permit.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class LimitCosts(RateLimiter local, SharedLimiter shared, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.RateLimits");

    /// <param name="context">The request, whose response gets the rate limit headers.</param>
    /// <param name="subject">The caller that is counted.</param>
    /// <param name="limits">The limits of the route.</param>
    /// <param name="verdict">The result of taking permits before the request was forwarded.</param>
    /// <param name="response">The upstream's response.</param>
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

        // A cost too large for an integer is charged as the maximum; the default cost would favor the caller.
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
            return int.MaxValue;
        if (limit.TryReportCost())
            _logger.CostNotRead(limit.Name, limit.CostHeader!, limit.Cost);
        return null;
    }
}
