using Microsoft.AspNetCore.Http;
using TokenGateway.Dialects;
using TokenGateway.Edge.Intake;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Refusals;

/// <summary>What YARP's verdict on a failed call to the upstream is to the client.</summary>
internal static class UpstreamFailure
{
    /// <summary>Null: the upstream answered, or the client has had part of an answer.</summary>
    public static RefusalCode? Of(HttpContext context, EdgeRequest request)
    {
        if (context.Response.HasStarted)
            return null;
        if (request.Refused is not null)
            return request.Refused;
        if (context.Features.Get<IForwarderErrorFeature>() is not { } failure)
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
}
