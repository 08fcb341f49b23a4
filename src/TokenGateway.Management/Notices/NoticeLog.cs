using Microsoft.Extensions.Logging;

namespace TokenGateway.Management.Notices;

/// <summary>Log messages about notices; event ids 3100 to 3119.</summary>
internal static partial class NoticeLog
{
    [LoggerMessage(3100, LogLevel.Information, "Notice {Id} ({Type}, token {TokenId}) went out by {Way}.", EventName = "NoticeSent")]
    public static partial void NoticeSent(this ILogger logger, string id, string type, string tokenId, string way);

    [LoggerMessage(3101, LogLevel.Warning, "Notice {Id} ({Type}, token {TokenId}) could not go out by {Way}, attempt {Attempt}; it is tried again. {Reason}",
        EventName = "NoticePutOff")]
    public static partial void NoticePutOff(this ILogger logger, string id, string type, string tokenId, string way, int attempt, string reason);

    [LoggerMessage(3102, LogLevel.Error, "Notice {Id} ({Type}, token {TokenId}) was given up after attempt {Attempt} by {Way}. {Reason}",
        EventName = "NoticeGivenUp")]
    public static partial void NoticeGivenUp(this ILogger logger, string id, string type, string tokenId, string way, int attempt, string reason);

    [LoggerMessage(3103, LogLevel.Warning, "Notices wait: {Reason}", EventName = "NoticesWait")]
    public static partial void NoticesWait(this ILogger logger, string reason);

    [LoggerMessage(3104, LogLevel.Information, "{Count} notices were planned.", EventName = "NoticesPlanned")]
    public static partial void NoticesPlanned(this ILogger logger, int count);
}
