using Microsoft.Extensions.Logging;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>What the log says of the audit log; event ids 1080 to 1089.</summary>
internal static partial class AuditMessages
{
    /// <summary>Kept where whoever can write the store cannot write: only that shows that the whole store was put back.</summary>
    [LoggerMessage(1080, LogLevel.Information, "The audit log ends at {Head}.", EventName = "AuditHead")]
    public static partial void AuditHead(this ILogger logger, string head);

    [LoggerMessage(1081, LogLevel.Information, "Deleted {Count} audit log entries older than {Retention}.", EventName = "AuditPruned")]
    public static partial void AuditPruned(this ILogger logger, int count, TimeSpan retention);

    [LoggerMessage(1082, LogLevel.Error, "Audit log integrity check failed: {Fault} Run `tokengateway audit verify` for details.", EventName = "AuditBroken")]
    public static partial void AuditBroken(this ILogger logger, string fault);

    [LoggerMessage(1083, LogLevel.Warning, "Could not prune the audit log; retrying in one hour. {Reason}", EventName = "AuditPutOff")]
    public static partial void AuditPutOff(this ILogger logger, string reason);
}
