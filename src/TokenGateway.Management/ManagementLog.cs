using Microsoft.Extensions.Logging;
using TokenGateway.Management.Api;

namespace TokenGateway.Management;

/// <summary>The log messages of the management API; event ids 3000 to 3099.</summary>
internal static partial class ManagementLog
{
    [LoggerMessage(3000, LogLevel.Error, "A management API call failed.", EventName = "ApiCallFailed")]
    public static partial void Failed(this ILogger logger, Exception failure);

    [LoggerMessage(3001, LogLevel.Warning, "A management API call was answered with 503. {Reason}", EventName = "ApiStoreUnavailable")]
    public static partial void StoreUnavailable(this ILogger logger, string reason);

    [LoggerMessage(3002, LogLevel.Warning, "Cannot process a leak report until the store answers. {Reason}", EventName = "LeakReportWaits")]
    public static partial void LeakReportWaits(this ILogger logger, string reason);

    [LoggerMessage(3003, LogLevel.Error, "Could not process a leak report; it was dropped.", EventName = "LeakReportFailed")]
    public static partial void LeakReportFailed(this ILogger logger, Exception failure);
}
