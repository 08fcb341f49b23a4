using Microsoft.AspNetCore.Http;
using TokenGateway.Dialects;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Refusals;

/// <summary>What YARP's verdict on a failed call to the upstream is to the client.</summary>
internal static class UpstreamFailure
{
    /// <summary>Null: the upstream answered, or the client has had part of an answer.</summary>
    public static RefusalCode? Of(HttpContext context)
    {
        if (context.Response.HasStarted)
            return null;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status504GatewayTimeout when Failed(context) => RefusalCode.UpstreamTimeout,
            StatusCodes.Status502BadGateway when Failed(context) => RefusalCode.UpstreamUnreachable,
            // No destination is available.
            StatusCodes.Status503ServiceUnavailable when Failed(context) => RefusalCode.UpstreamUnreachable,
            StatusCodes.Status500InternalServerError when IdentityWriter.Failed(context) => RefusalCode.InternalError,
            _ => null,
        };
    }

    private static bool Failed(HttpContext context) => context.Features.Get<IForwarderErrorFeature>() is not null;

    private static class IdentityWriter
    {
        public static bool Failed(HttpContext context) => context.Features.Get<IForwarderErrorFeature>() is null;
    }
}
