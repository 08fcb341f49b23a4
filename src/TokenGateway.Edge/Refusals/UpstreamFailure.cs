using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Refusals;

/// <summary>Maps YARP's forwarder errors to the client's response and to the log.</summary>
internal static class UpstreamFailure
{
    /// <summary>The client disconnected before it received the whole response or sent the whole request.</summary>
    public const string ClientGone = "client_gone";

    /// <summary>The upstream aborted its response after the client had received a part of it.</summary>
    public const string Truncated = "upstream_truncated";

    /// <summary>The activity timeout expired in the middle of a response.</summary>
    public const string Timeout = "timeout";

    /// <summary>Null: the upstream responded, or the response has already started.</summary>
    public static RefusalCode? Of(HttpContext context, EdgeRequest request, IForwarderErrorFeature? failure)
    {
        if (context.Response.HasStarted)
            return null;
        if (request.Refused is not null)
            return request.Refused;
        if (failure is null)
            return null;
        if (failure.Error == ForwarderError.UpgradeResponseClient)
            return RefusalCode.Overloaded;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status504GatewayTimeout => RefusalCode.UpstreamTimeout,
            StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable => RefusalCode.UpstreamUnreachable,
            _ => null,
        };
    }

    /// <summary>The access log's name for an exchange that failed without a refusal; null: it completed.</summary>
    public static string? OutcomeOf(IForwarderErrorFeature failure) => failure.Error switch
    {
        // YARP blames the side that it waited for when the timeout expired.
        ForwarderError.ResponseBodyDestination or ForwarderError.ResponseBodyClient when failure.Exception is OperationCanceledException => Timeout,
        ForwarderError.UpgradeActivityTimeout => Timeout,
        ForwarderError.ResponseBodyDestination or ForwarderError.UpgradeRequestDestination or ForwarderError.UpgradeResponseDestination => Truncated,
        ForwarderError.RequestBodyClient when RequestBodyFault.IsMalformed(failure.Exception) => RefusalCodes.LogNameOf(RefusalCode.BadRequest),
        ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled or ForwarderError.RequestCanceled or ForwarderError.ResponseBodyClient or ForwarderError.ResponseBodyCanceled
            or ForwarderError.UpgradeRequestClient or ForwarderError.UpgradeRequestCanceled or ForwarderError.UpgradeResponseClient
            or ForwarderError.UpgradeResponseCanceled => ClientGone,

        // The response completed before the request body.
        _ => null,
    };
}
