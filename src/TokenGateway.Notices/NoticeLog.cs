using Microsoft.Extensions.Logging;

namespace TokenGateway.Notices;

/// <summary>Log messages about notices; event ids 3100 to 3119.</summary>
internal static partial class NoticeLog
{
    [LoggerMessage(3100, LogLevel.Information, "Sent notice {Id} ({Type}, token {TokenId}) by {Channel}.", EventName = "NoticeSent")]
    public static partial void NoticeSent(this ILogger logger, string id, string type, string tokenId, string channel);

    [LoggerMessage(3101, LogLevel.Warning, "Could not send notice {Id} ({Type}, token {TokenId}) by {Channel}, attempt {Attempt}; retrying. {Reason}",
        EventName = "NoticePutOff")]
    public static partial void NoticePutOff(this ILogger logger, string id, string type, string tokenId, string channel, int attempt, string reason);

    [LoggerMessage(3102, LogLevel.Error, "Gave up on notice {Id} ({Type}, token {TokenId}) after attempt {Attempt} by {Channel}. {Reason}",
        EventName = "NoticeGivenUp")]
    public static partial void NoticeGivenUp(this ILogger logger, string id, string type, string tokenId, string channel, int attempt, string reason);

    [LoggerMessage(3103, LogLevel.Warning, "Cannot plan or send notices: {Reason}", EventName = "NoticesWait")]
    public static partial void NoticesWait(this ILogger logger, string reason);

    [LoggerMessage(3104, LogLevel.Information, "Planned {Count} notices.", EventName = "NoticesPlanned")]
    public static partial void NoticesPlanned(this ILogger logger, int count);
}
