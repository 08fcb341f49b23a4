using Microsoft.Extensions.Logging;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>The edge's log messages; event ids 1000 to 1099.</summary>
internal static partial class EdgeLog
{
    [LoggerMessage(1000, LogLevel.Information,
        "{Method} {Path} {Status} {Outcome} in {Duration:0.0} ms route={Route} token={TokenId} owner={Owner} from={Address} request={RequestId}",
        EventName = "Request")]
    public static partial void Request(
        this ILogger logger, string method, string path, int status, string outcome, double duration, string? route, string? tokenId,
        string? owner, string address, string requestId);

    [LoggerMessage(1001, LogLevel.Error, "Route {Route}: an identity header for token {TokenId} cannot be sent; the request was refused.",
        EventName = "IdentityNotSendable")]
    public static partial void IdentityNotSendable(this ILogger logger, string route, string tokenId);

    [LoggerMessage(1002, LogLevel.Information, "Configuration loaded: {Routes} routes, generation {Generation}.", EventName = "ConfigurationLoaded")]
    public static partial void ConfigurationLoaded(this ILogger logger, int routes, string generation);

    [LoggerMessage(1003, LogLevel.Error, "The configuration was not taken, the one before stays in force. {Errors}", EventName = "ConfigurationRefused")]
    public static partial void ConfigurationRefused(this ILogger logger, string errors);

    [LoggerMessage(1004, LogLevel.Warning, "{Warning}", EventName = "ConfigurationWarning")]
    public static partial void ConfigurationWarning(this ILogger logger, string warning);

    [LoggerMessage(1005, LogLevel.Error, "The token store does not answer: cached tokens go on for {Grace}, others are answered with 503. {Reason}",
        EventName = "StoreLost")]
    public static partial void StoreLost(this ILogger logger, TimeSpan grace, string reason);

    [LoggerMessage(1006, LogLevel.Information, "The token store answers again after {Outage}.", EventName = "StoreFound")]
    public static partial void StoreFound(this ILogger logger, TimeSpan outage);

    [LoggerMessage(1050, LogLevel.Warning,
        "Upstreams may take these users for one: {Users}. Their ids or e-mail addresses differ in nothing but case or what looks the same. Change an address, or delete the user that nobody needs.",
        EventName = "SharedIdentity")]
    public static partial void SharedIdentity(this ILogger logger, string users);

    [LoggerMessage(1090, LogLevel.Warning,
        "The clock of this machine was set back, it is {Behind} behind. What has ended stays ended: the gateway's time goes on until the clock is there again, or the process is started anew.",
        EventName = "ClockIsBehind")]
    public static partial void ClockIsBehind(this ILogger logger, TimeSpan behind);

    [LoggerMessage(1091, LogLevel.Error, "The use of a retired secret could not be recorded. {Reason}", EventName = "ReuseNotRecorded")]
    public static partial void ReuseNotRecorded(this ILogger logger, string reason);

    [LoggerMessage(1007, LogLevel.Warning, "Upkeep of the token store is put off until the next hour. {Reason}", EventName = "UpkeepPutOff")]
    public static partial void UpkeepPutOff(this ILogger logger, string reason);

    [LoggerMessage(1008, LogLevel.Information, "Values are not kept any more (Tokens:Recoverable): {Count} were erased.", EventName = "KeptValuesErased")]
    public static partial void KeptValuesErased(this ILogger logger, int count);

    [LoggerMessage(1009, LogLevel.Warning, "Whether values are still kept from before (Tokens:Recoverable) could not be seen to; in a minute it is tried again. {Reason}",
        EventName = "KeptValuesNotErased")]
    public static partial void KeptValuesNotErased(this ILogger logger, string reason);

    [LoggerMessage(1010, LogLevel.Error, "Route {Route}: the {Part} of the outgoing request differs from what was decided; the request was refused.",
        EventName = "DecisionMismatch")]
    public static partial void DecisionMismatch(this ILogger logger, string route, string part);

    [LoggerMessage(1011, LogLevel.Error,
        "The host application rewrote the path or query of a request; the request was refused. Remove the middleware that rewrites requests, or use path transforms of the route.",
        EventName = "TargetRewritten")]
    public static partial void TargetRewritten(this ILogger logger);

    [LoggerMessage(1012, LogLevel.Error, "The request {RequestId} failed with an error of the gateway.", EventName = "RequestFailed")]
    public static partial void RequestFailed(this ILogger logger, Exception error, string requestId);

    [LoggerMessage(1013, LogLevel.Warning, "Forwarding failed ({Outcome}) on route {Route} to {Destination}: {Reason} request={RequestId}", EventName = "ForwardingFailed")]
    public static partial void ForwardingFailed(
        this ILogger logger, string outcome, string route, string destination, string reason, string requestId);

    [LoggerMessage(1014, LogLevel.Information, "The server refused a request with {Status}: {Reason} from={Address} connection={Connection}", EventName = "ServerRefusal")]
    public static partial void ServerRefusal(this ILogger logger, int status, string reason, string address, string connection);

    [LoggerMessage(1020, LogLevel.Information, "Route {Route}: an open stream of token {TokenId} was ended after {Age:0.0} s: {Reason}.",
        EventName = "StreamEnded")]
    public static partial void StreamEnded(this ILogger logger, string route, string? tokenId, double age, string reason);

    [LoggerMessage(1021, LogLevel.Error, "Route {Route}: an open stream could not be decided again and was ended.", EventName = "StreamNotDecided")]
    public static partial void StreamNotDecided(this ILogger logger, Exception failure, string route);

    [LoggerMessage(1040, LogLevel.Warning, "The store does not take the uses of tokens; those of up to {Most} tokens are kept in memory meanwhile. {Reason}",
        EventName = "UsageKept")]
    public static partial void UsageKept(this ILogger logger, int most, string reason);

    [LoggerMessage(1041, LogLevel.Information, "The store takes the uses of tokens again. Requests that were not recorded so far: {Dropped}.",
        EventName = "UsageWritten")]
    public static partial void UsageWritten(this ILogger logger, long dropped);

    [LoggerMessage(1042, LogLevel.Warning, "The last uses of {Tokens} tokens are lost: the store did not take them before the process ended. {Reason}",
        EventName = "UsageLost")]
    public static partial void UsageLost(this ILogger logger, int tokens, string reason);

    [LoggerMessage(1015, LogLevel.Information, "Store {Store} was migrated from schema version {From} to {To}. The previous version is kept as {Copy}.", EventName = "StoreMigrated")]
    public static partial void StoreMigrated(this ILogger logger, string store, int from, int to, string copy);

    [LoggerMessage(1016, LogLevel.Warning, "Other users of this machine can read or write files of the store. Run: chmod 600 {Files}", EventName = "StoreExposed")]
    public static partial void StoreExposed(this ILogger logger, string files);

    [LoggerMessage(1030, LogLevel.Error, "The run-time settings could not be put into force, those before stay; it is tried again. {Reason}", EventName = "SettingsNotRead")]
    public static partial void SettingsNotRead(this ILogger logger, string reason);
}
