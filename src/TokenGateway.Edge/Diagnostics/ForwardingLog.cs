using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects;
using TokenGateway.Edge.Intake;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>One line for each exchange that an upstream failed; YARP's own have a stack trace and no request id.</summary>
internal static class ForwardingLog
{
    private const int LongestReason = 300;

    /// <param name="code">What the client was told; null: it had a part of the answer.</param>
    /// <param name="error">What the HTTP client says; null: it was noticed here.</param>
    public static void Failed(ILogger logger, HttpContext context, EdgeRequest request, RefusalCode? code, Exception? error) =>
        logger.ForwardingFailed(
            code is { } refused ? RefusalCodes.LogNameOf(refused) : request.Outcome!, request.Route!.Id, DestinationOf(context), ReasonOf(error), context.TraceIdentifier);

    private static string DestinationOf(HttpContext context) =>
        context.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.Model.Config.Address ?? "no destination";

    // The innermost says what happened, those around it that something did.
    private static string ReasonOf(Exception? error)
    {
        while (error is { InnerException: { } inner })
            error = inner;
        var reason = PrintableText.Escape(error?.Message ?? "The connection ended in the middle of the answer.");
        return reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }
}
