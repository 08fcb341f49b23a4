using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Texts;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>One line for each exchange that an upstream failed; YARP's own have a stack trace and no request id.</summary>
internal static class ForwardingLog
{
    private const int LongestReason = 300;

    /// <param name="code">The refusal that the client received; null: the response had already started.</param>
    /// <param name="failure">YARP's error; null: the gateway detected the failure.</param>
    public static void Failed(ILogger logger, HttpContext context, EdgeRequest request, RefusalCode? code, IForwarderErrorFeature? failure) =>
        logger.ForwardingFailed(
            code is { } refused ? RefusalCodes.LogNameOf(refused) : request.Outcome!, request.Route!.Id, DestinationOf(context), ReasonOf(failure), context.TraceIdentifier);

    private static string DestinationOf(HttpContext context) =>
        context.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.Model.Config.Address ?? "no destination";

    // The innermost exception has the cause; the outer ones are generic.
    private static string ReasonOf(IForwarderErrorFeature? failure)
    {
        if (failure?.Error == ForwarderError.NoAvailableDestinations)
            return "The cluster has no healthy destination.";
        var error = failure?.Exception;
        while (error is { InnerException: { } inner })
            error = inner;
        var reason = PrintableText.Escape(error?.Message ?? "The connection was closed in the middle of the response.");
        return reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }
}
