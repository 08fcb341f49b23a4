using Microsoft.Extensions.Logging;

namespace TokenGateway.Portal.Pages;

internal static partial class PageLog
{
    [LoggerMessage(1801, LogLevel.Warning, "The store is not available; a page was answered with 503: {Reason}")]
    public static partial void StoreUnavailable(this ILogger logger, string reason);

    [LoggerMessage(1802, LogLevel.Error, "A page failed")]
    public static partial void Failed(this ILogger logger, Exception failure);
}
