using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Refusals;

/// <summary>What YARP's verdict on a failed exchange with the upstream is to the client and to the log.</summary>
internal static class UpstreamFailure
{
    /// <summary>The client left before it had the whole answer, or before it had sent the whole request.</summary>
    public const string ClientGone = "client_gone";

    /// <summary>The upstream broke off in the middle of its answer, which the client has had a part of.</summary>
    public const string Truncated = "upstream_truncated";

    /// <summary>Nothing moved for as long as it may, in the middle of an answer.</summary>
    public const string Timeout = "timeout";

    /// <summary>Null: the upstream answered, or the client has had part of an answer.</summary>
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

    /// <summary>What the access log calls an exchange that failed without being refused; null: it is a whole one.</summary>
    public static string? OutcomeOf(IForwarderErrorFeature failure) => failure.Error switch
    {
        // YARP blames whoever was waited for when the time was over.
        ForwarderError.ResponseBodyDestination or ForwarderError.ResponseBodyClient when failure.Exception is OperationCanceledException => Timeout,
        ForwarderError.UpgradeActivityTimeout => Timeout,
        ForwarderError.ResponseBodyDestination or ForwarderError.UpgradeRequestDestination or ForwarderError.UpgradeResponseDestination => Truncated,
        ForwarderError.RequestBodyClient when RequestBodyFault.IsMalformed(failure.Exception) => RefusalCodes.LogNameOf(RefusalCode.BadRequest),
        ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled or ForwarderError.RequestCanceled or ForwarderError.ResponseBodyClient or ForwarderError.ResponseBodyCanceled
            or ForwarderError.UpgradeRequestClient or ForwarderError.UpgradeRequestCanceled or ForwarderError.UpgradeResponseClient
            or ForwarderError.UpgradeResponseCanceled => ClientGone,

        // The answer was whole before the body was.
        _ => null,
    };
}
