using Microsoft.Extensions.Logging;

namespace TokenGateway.Management.Bulk;

internal static partial class BulkLog
{
    [LoggerMessage(1803, LogLevel.Information, "{Action} of {Total} tokens by {Actor}: {Done} done, {AlreadySo} unchanged, {Refused} refused, {Failed} failed, {NotTried} not tried")]
    public static partial void BulkEnded(this ILogger logger, BulkAction action, int total, string actor, int done, int alreadySo, int refused, int failed, int notTried);

    [LoggerMessage(1804, LogLevel.Error, "{Action} of token {Token} failed")]
    public static partial void BulkItemFailed(this ILogger logger, Exception failure, BulkAction action, string token);
}
