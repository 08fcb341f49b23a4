using Microsoft.Extensions.Logging;
using TokenGateway.Configuration.Sections;

namespace TokenGateway.Hosting;

/// <summary>Log messages of background work; event ids among the edge's, 1000 to 1099.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1005, LogLevel.Error, "The token store is unavailable: cached tokens are accepted for up to {Grace}, others get 503. {Reason}",
        EventName = "StoreLost")]
    public static partial void StoreLost(this ILogger logger, TimeSpan grace, string reason);

    [LoggerMessage(1006, LogLevel.Information, "The token store is available again after {Outage}.", EventName = "StoreFound")]
    public static partial void StoreFound(this ILogger logger, TimeSpan outage);

    [LoggerMessage(1007, LogLevel.Warning, "Could not purge the token store; retrying in one hour. {Reason}", EventName = "UpkeepPutOff")]
    public static partial void UpkeepPutOff(this ILogger logger, string reason);

    [LoggerMessage(1008, LogLevel.Information, "Tokens:Recoverable is off: erased {Count} stored token values.", EventName = "KeptValuesErased")]
    public static partial void KeptValuesErased(this ILogger logger, int count);

    [LoggerMessage(1009, LogLevel.Warning, "Could not erase token values stored before Tokens:Recoverable was turned off; retrying in one minute. {Reason}",
        EventName = "KeptValuesNotErased")]
    public static partial void KeptValuesNotErased(this ILogger logger, string reason);

    [LoggerMessage(1015, LogLevel.Information, "Store {Store} was migrated from schema version {From} to {To}. The previous version was saved as {Copy}.", EventName = "StoreMigrated")]
    public static partial void StoreMigrated(this ILogger logger, string store, int from, int to, string copy);

    [LoggerMessage(1016, LogLevel.Warning, "Other users of this machine can read or write the store's files. Run: chmod 600 {Files}", EventName = "StoreExposed")]
    public static partial void StoreExposed(this ILogger logger, string files);

    [LoggerMessage(1017, LogLevel.Information, "Could not write the heartbeat of the store; nodes that read a standby trust their cache while another node writes it. {Reason}",
        EventName = "HeartbeatNotWritten")]
    public static partial void HeartbeatNotWritten(this ILogger logger, string reason);

    [LoggerMessage(1018, LogLevel.Information, "Store {Store} was migrated from schema version {From} to {To}.", EventName = "SharedStoreMigrated")]
    public static partial void SharedStoreMigrated(this ILogger logger, string store, int from, int to);

    [LoggerMessage(1019, LogLevel.Warning, "Could not delete expired sessions; retrying in one hour. {Reason}", EventName = "SessionUpkeepPutOff")]
    public static partial void SessionUpkeepPutOff(this ILogger logger, string reason);

    [LoggerMessage(1030, LogLevel.Error, "Could not apply the run-time settings; the current ones stay in force. Retrying. {Reason}", EventName = "SettingsNotRead")]
    public static partial void SettingsNotRead(this ILogger logger, string reason);

    [LoggerMessage(1040, LogLevel.Warning, "Cannot write token usage to the store; buffering up to {Most} tokens in memory. {Reason}",
        EventName = "UsageKept")]
    public static partial void UsageKept(this ILogger logger, int most, string reason);

    [LoggerMessage(1041, LogLevel.Information, "Writing token usage to the store again. Requests not recorded meanwhile: {Dropped}.",
        EventName = "UsageWritten")]
    public static partial void UsageWritten(this ILogger logger, long dropped);

    [LoggerMessage(1042, LogLevel.Warning, "Lost the latest usage of {Tokens} tokens: it could not be written to the store before shutdown. {Reason}",
        EventName = "UsageLost")]
    public static partial void UsageLost(this ILogger logger, int tokens, string reason);

    [LoggerMessage(1050, LogLevel.Warning,
        "Upstreams may confuse these users: {Users}. Their ids or e-mail addresses differ only in case or in look-alike characters. Change an address, or delete the user that is not needed.",
        EventName = "SharedIdentity")]
    public static partial void SharedIdentity(this ILogger logger, string users);

    [LoggerMessage(1051, LogLevel.Warning,
        "{Count} service accounts have no enabled maintainer: {Accounts}. Their tokens work; only administrators can manage them. Name a maintainer with `tokengateway user set-maintainers`.",
        EventName = "UnmaintainedAccounts")]
    public static partial void Unmaintained(this ILogger logger, int count, string accounts);

    [LoggerMessage(1061, LogLevel.Error, "Redis is unavailable; shared rate limits are decided without it (Redis:OnFailure is {OnFailure}). {Reason}", EventName = "RedisLost")]
    public static partial void RedisLost(this ILogger logger, RedisFailureMode onFailure, string reason);

    [LoggerMessage(1062, LogLevel.Information, "Redis is available again after {Outage}.", EventName = "RedisFound")]
    public static partial void RedisFound(this ILogger logger, TimeSpan outage);

    [LoggerMessage(1064, LogLevel.Warning,
        "Redis rejected a command of the second-level cache (Redis:Cache), or an entry is malformed; the store is used instead. The Redis user needs the rights in docs/configuration.md#redis. {Reason}",
        EventName = "RedisCacheRefused")]
    public static partial void RedisCacheRefused(this ILogger logger, string reason);

    [LoggerMessage(1063, LogLevel.Error, "Could not ask Redis; retrying. {Reason}", EventName = "RedisBeatFailed")]
    public static partial void RedisBeatFailed(this ILogger logger, string reason);

    /// <summary>
    /// The copy of the head in an external log, out of reach of anyone with write access to the store, is the only evidence
    /// that the whole store was replaced by an older one.
    /// </summary>
    [LoggerMessage(1080, LogLevel.Information, "The audit log ends at {Head}.", EventName = "AuditHead")]
    public static partial void AuditHead(this ILogger logger, string head);

    [LoggerMessage(1081, LogLevel.Information, "Deleted {Count} audit log entries older than {Retention}.", EventName = "AuditPruned")]
    public static partial void AuditPruned(this ILogger logger, int count, TimeSpan retention);

    [LoggerMessage(1082, LogLevel.Error, "Audit log integrity check failed: {Fault} Run `tokengateway audit verify` for details.", EventName = "AuditBroken")]
    public static partial void AuditBroken(this ILogger logger, string fault);

    [LoggerMessage(1083, LogLevel.Warning, "Could not prune the audit log; retrying in one hour. {Reason}", EventName = "AuditPutOff")]
    public static partial void AuditPutOff(this ILogger logger, string reason);

    [LoggerMessage(1091, LogLevel.Error, "Could not record the use of a retired secret. {Reason}", EventName = "ReuseNotRecorded")]
    public static partial void ReuseNotRecorded(this ILogger logger, string reason);
}
