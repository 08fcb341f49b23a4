using Microsoft.Extensions.Logging;

namespace TokenGateway.Management.Problems;

/// <summary>Log messages about failing API calls; event ids 3000 to 3001.</summary>
internal static partial class ProblemLog
{
    // The original category, which operators may have in their filters.
    public const string Category = "TokenGateway.Management.Answers.ApiAnswers";

    [LoggerMessage(3000, LogLevel.Error, "A management API call failed.", EventName = "ApiCallFailed")]
    public static partial void Failed(this ILogger logger, Exception failure);

    [LoggerMessage(3001, LogLevel.Warning, "A management API call was answered with 503. {Reason}", EventName = "ApiStoreUnavailable")]
    public static partial void StoreUnavailable(this ILogger logger, string reason);
}
