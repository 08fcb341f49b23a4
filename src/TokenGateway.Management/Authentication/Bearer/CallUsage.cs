using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Usage;

namespace TokenGateway.Management.Authentication.Bearer;

/// <summary>
/// What a call is to the usage of its token: a use when the token is accepted, as on the edge, and one outcome when the call has
/// ended. Without it a token that only calls the API would look unused.
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

    /// <summary>A call that its input or the state of things fails was allowed.</summary>
    internal static UsageOutcome OutcomeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => UsageOutcome.Unauthorized,
        StatusCodes.Status403Forbidden or StatusCodes.Status405MethodNotAllowed => UsageOutcome.Denied,
        StatusCodes.Status429TooManyRequests => UsageOutcome.RateLimited,
        >= StatusCodes.Status500InternalServerError => UsageOutcome.Failed,
        _ => UsageOutcome.Allowed,
    };
}
