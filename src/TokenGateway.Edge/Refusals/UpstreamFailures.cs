using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Refusals;

/// <summary>Ends a forwarded request: if forwarding failed, writes a response unless one has started, and logs a line.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UpstreamFailures(Refuser refuser, ILoggerFactory loggers)
{
    /// <summary>In seconds. Short, because streams end all the time.</summary>
    private const int UntilAStreamEnds = 5;

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Edge");

    public Task EndAsync(HttpContext context, EdgeRequest request)
    {
        var failure = context.Features.Get<IForwarderErrorFeature>();

        // The unsent rest of a body that the upstream does not want is not a failure.
        if (failure is not null && request.Upload is not { IsStopped: true })
            request.Outcome ??= UpstreamFailure.OutcomeOf(failure);
        var code = UpstreamFailure.Of(context, request, failure);
        if ((code is not null && failure is not null) || request.Outcome is UpstreamFailure.Truncated or UpstreamFailure.Timeout)
            ForwardingLog.Failed(_logger, context, request, code, failure);
        if (code is { } refused)
            return RefuseAsync(context, refused);

        // A status for the log only; no client receives it.
        if (request.Outcome == UpstreamFailure.ClientGone && !context.Response.HasStarted)
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        return Task.CompletedTask;
    }

    private Task RefuseAsync(HttpContext context, RefusalCode code)
    {
        if (code != RefusalCode.Overloaded)
            return refuser.RefuseAsync(context, code);

        // The upstream sent 101 and its headers are copied, but the server's limit of upgraded connections is reached.
        context.Response.Clear();
        return refuser.RefuseAsync(context, code, retryAfter: UntilAStreamEnds);
    }
}
