using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Usage;

namespace TokenGateway.Management.Authentication.Bearer;

/// <summary>
/// Records a call in the usage of its token: a use when the token is accepted, as on the edge, and one outcome when the
/// call ends. Otherwise a token that only calls the API would look unused.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CallUsage(UsageRecorder recorder, TimeProvider time)
{
    public void Begin(HttpContext context, UsageCounter counter, UsageOrigin origin)
    {
        var at = time.GetTimestamp();
        recorder.Use(counter, at, origin);
        context.Response.OnCompleted(() =>
        {
            recorder.Count(counter, at, OutcomeOf(context.Response.StatusCode));
            return Task.CompletedTask;
        });
    }

    /// <summary>A call counts as allowed if it fails because of its input or a conflict.</summary>
    internal static UsageOutcome OutcomeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => UsageOutcome.Unauthorized,
        StatusCodes.Status403Forbidden or StatusCodes.Status405MethodNotAllowed => UsageOutcome.Denied,
        StatusCodes.Status429TooManyRequests => UsageOutcome.RateLimited,
        >= StatusCodes.Status500InternalServerError => UsageOutcome.Failed,
        _ => UsageOutcome.Allowed,
    };
}
