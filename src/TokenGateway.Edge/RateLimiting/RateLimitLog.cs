using Microsoft.Extensions.Logging;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The log messages of rate limiting; their event ids are in the edge's range, 1000 to 1099.</summary>
internal static partial class RateLimitLog
{
    [LoggerMessage(1060, LogLevel.Warning, "Rate limit {Limit}: the upstream's response header {Header} is not a whole number; the request costs {Cost}.", EventName = "CostNotRead")]
    public static partial void CostNotRead(this ILogger logger, string limit, string header, long cost);
}
