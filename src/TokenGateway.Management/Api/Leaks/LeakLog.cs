using Microsoft.Extensions.Logging;

namespace TokenGateway.Management.Api.Leaks;

/// <summary>Log messages about leak reports; event ids 3002 to 3003.</summary>
internal static partial class LeakLog
{
    // The original category, which operators may have in their filters.
    public const string Category = "TokenGateway.Management.Leaks.LeakWorker";

    [LoggerMessage(3002, LogLevel.Warning, "Cannot process a leak report until the store answers. {Reason}", EventName = "LeakReportWaits")]
    public static partial void LeakReportWaits(this ILogger logger, string reason);

    [LoggerMessage(3003, LogLevel.Error, "Could not process a leak report; it was dropped.", EventName = "LeakReportFailed")]
    public static partial void LeakReportFailed(this ILogger logger, Exception failure);
}
