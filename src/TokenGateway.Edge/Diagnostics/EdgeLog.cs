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

    [LoggerMessage(1003, LogLevel.Error, "New configuration rejected; the current one stays in force. {Errors}", EventName = "ConfigurationRefused")]
    public static partial void ConfigurationRefused(this ILogger logger, string errors);

    [LoggerMessage(1004, LogLevel.Warning, "{Warning}", EventName = "ConfigurationWarning")]
    public static partial void ConfigurationWarning(this ILogger logger, string warning);

    [LoggerMessage(1090, LogLevel.Warning,
        "The system clock was set back by {Behind}. Expired tokens stay expired: the gateway keeps its own time until the clock catches up or the process restarts.",
        EventName = "ClockIsBehind")]
    public static partial void ClockIsBehind(this ILogger logger, TimeSpan behind);

    [LoggerMessage(1010, LogLevel.Error, "Route {Route}: the {Part} of the outgoing request differs from the authorized request; the request was refused.",
        EventName = "DecisionMismatch")]
    public static partial void DecisionMismatch(this ILogger logger, string route, string part);

    [LoggerMessage(1011, LogLevel.Error,
        "The host application rewrote the path or query of a request; the request was refused. Remove the middleware that rewrites requests, or use the route's path transforms.",
        EventName = "TargetRewritten")]
    public static partial void TargetRewritten(this ILogger logger);

    [LoggerMessage(1012, LogLevel.Error, "Request {RequestId} failed with an internal error.", EventName = "RequestFailed")]
    public static partial void RequestFailed(this ILogger logger, Exception error, string requestId);

    [LoggerMessage(1013, LogLevel.Warning, "Forwarding failed ({Outcome}) on route {Route} to {Destination}: {Reason} request={RequestId}", EventName = "ForwardingFailed")]
    public static partial void ForwardingFailed(
        this ILogger logger, string outcome, string route, string destination, string reason, string requestId);

    [LoggerMessage(1014, LogLevel.Information, "The server refused a request with {Status}: {Reason} from={Address} connection={Connection}", EventName = "ServerRefusal")]
    public static partial void ServerRefusal(this ILogger logger, int status, string reason, string address, string connection);

    [LoggerMessage(1065, LogLevel.Information, "The server ended an HTTP/2 {Subject} with {Error} from={Address} connection={Connection}",
        EventName = "Http2Refusal")]
    public static partial void Http2Refusal(this ILogger logger, string subject, string error, string address, string connection);

    [LoggerMessage(1020, LogLevel.Information, "Route {Route}: closed an open stream of token {TokenId} after {Age:0.0} s: {Reason}.",
        EventName = "StreamEnded")]
    public static partial void StreamEnded(this ILogger logger, string route, string? tokenId, double age, string reason);

    [LoggerMessage(1021, LogLevel.Error, "Route {Route}: closed an open stream that could not be reauthorized.", EventName = "StreamNotDecided")]
    public static partial void StreamNotDecided(this ILogger logger, Exception failure, string route);
}
