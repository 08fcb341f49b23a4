using Microsoft.Extensions.Logging;

namespace TokenGateway.Management.Problems;

/// <summary>What fails in calls of the API; event ids 3000 to 3001.</summary>
internal static partial class ProblemLog
{
    // As it was called when operators wrote their filters.
    public const string Category = "TokenGateway.Management.Answers.ApiAnswers";

    [LoggerMessage(3000, LogLevel.Error, "A management API call failed.", EventName = "ApiCallFailed")]
    public static partial void Failed(this ILogger logger, Exception failure);

    [LoggerMessage(3001, LogLevel.Warning, "A management API call was answered with 503. {Reason}", EventName = "ApiStoreUnavailable")]
    public static partial void StoreUnavailable(this ILogger logger, string reason);
}
