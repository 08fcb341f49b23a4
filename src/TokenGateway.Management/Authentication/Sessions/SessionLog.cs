using Microsoft.Extensions.Logging;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Log messages about sessions; event ids 3200 to 3299. Never the entered name or password.</summary>
internal static partial class SessionLog
{
    public const string Category = "TokenGateway.Sessions";

    [LoggerMessage(3202, LogLevel.Warning, "Could not delete expired sessions; retrying in one hour. {Reason}", EventName = "SessionUpkeepPutOff")]
    public static partial void UpkeepPutOff(this ILogger logger, string reason);
}
