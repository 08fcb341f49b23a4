using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Refusals;

/// <summary>
/// Handles exceptions of routing, a stage or the proxy: logs one error and responds with 500 in the dialect's format. The
/// server would respond without a body, after the access log has recorded the earlier status.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UnhandledErrors(Refuser refuser, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Edge");

    /// <returns>False: the server handles it; the request has the outcome for the log.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext context, EdgeRequest request, Exception error)
    {
        if (context.RequestAborted.IsCancellationRequested || RequestBodyFault.IsClosedByClient(error))
        {
            request.Outcome ??= UpstreamFailure.ClientGone;
            return NotAnswered(context, StatusCodes.Status499ClientClosedRequest);
        }

        if (error is BadHttpRequestException bad)
        {
            request.Refused ??= RefusalCode.BadRequest;
            return NotAnswered(context, bad.StatusCode);
        }

        _logger.RequestFailed(error, context.TraceIdentifier);
        await AnswerAsync(context, request);
        return true;
    }

    private static bool NotAnswered(HttpContext context, int status)
    {
        if (!context.Response.HasStarted)
            context.Response.StatusCode = status;
        return false;
    }

    private Task AnswerAsync(HttpContext context, EdgeRequest request)
    {
        if (context.Response.HasStarted)
        {
            // A partial response must not look complete.
            request.Refused = RefusalCode.CannotForward;
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        return refuser.RefuseAsync(context, RefusalCode.CannotForward);
    }
}
