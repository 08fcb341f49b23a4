using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Refusals;

/// <summary>What becomes of a request that was forwarded: where that failed, an answer if there is none yet, and a line in the log.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UpstreamFailures(Refuser refuser, ILoggerFactory loggers)
{
    /// <summary>In seconds: streams end all the time.</summary>
    private const int UntilAStreamEnds = 5;

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Edge");

    public Task EndAsync(HttpContext context, EdgeRequest request)
    {
        var failure = context.Features.Get<IForwarderErrorFeature>();

        // The rest of a body that the upstream does not want fails nothing.
        if (failure is not null && request.Upload is not { IsStopped: true })
            request.Outcome ??= UpstreamFailure.OutcomeOf(failure);
        var code = UpstreamFailure.Of(context, request, failure);
        if ((code is not null && failure is not null) || request.Outcome is UpstreamFailure.Truncated or UpstreamFailure.Timeout)
            ForwardingLog.Failed(_logger, context, request, code, failure);
        if (code is { } refused)
            return RefuseAsync(context, refused);

        // The log has a status that nobody gets.
        if (request.Outcome == UpstreamFailure.ClientGone && !context.Response.HasStarted)
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        return Task.CompletedTask;
    }

    private Task RefuseAsync(HttpContext context, RefusalCode code)
    {
        if (code != RefusalCode.Overloaded)
            return refuser.RefuseAsync(context, code);

        // The upstream said 101 and its headers are copied, but the server has no upgrade left to give.
        context.Response.Clear();
        return refuser.RefuseAsync(context, code, retryAfter: UntilAStreamEnds);
    }
}
