using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Dialects;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Intake;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// What all our transformers share: they carry the compiled route, so that rule and forwarding cannot be of two
/// generations, and they forward nothing that the pipeline has not allowed.
/// </summary>
internal abstract class EdgeTransformer(GatewayRoute route) : HttpTransformer
{
    public GatewayRoute Route { get; } = route;

    /// <summary>The compiled route of the endpoint that routing chose; null: it is none of ours.</summary>
    public static GatewayRoute? RouteOf(HttpContext context) =>
        (context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Transformer as EdgeTransformer)?.Route;

    public sealed override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        // A host that forgot UseTokenGateway, or a reload between decision and forwarding: nothing leaves.
        if (EdgeRequest.Of(httpContext) is not { IsForwarded: true } request || !ReferenceEquals(request.Route, Route))
            throw new InvalidOperationException($"Route {Route.Id} was reached without a decision of the gateway. Call app.UseTokenGateway() after app.UseRouting(), where that is called, and before app.MapReverseProxy().");
        return TransformAsync(httpContext, request, proxyRequest, destinationPrefix, cancellationToken);
    }

    public sealed override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse?.StatusCode == HttpStatusCode.SwitchingProtocols && !AskedToSwitch(httpContext))
        {
            // To whoever stands before us what follows would be another protocol: no request of it would be decided.
            EdgeRequest.Of(httpContext)!.Refused = RefusalCode.UpstreamUnreachable;
            return false;
        }

        if (Route.Cors is not null && proxyResponse is not null)
            ResponseHeaders.DropCrossOrigin(proxyResponse);
        var proceed = await CopyResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proceed && EdgeRequest.Of(httpContext) is { } request)
            ResponseHeaders.Complete(httpContext.Response, request);
        return proceed;
    }

    /// <summary>YARP's plain copy of status, headers and content headers.</summary>
    protected ValueTask<bool> CopyPlainlyAsync(HttpContext context, HttpResponseMessage? response, CancellationToken cancellationToken) =>
        base.TransformResponseAsync(context, response, cancellationToken);

    private static bool AskedToSwitch(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    protected abstract ValueTask TransformAsync(
        HttpContext context, EdgeRequest request, HttpRequestMessage message, string destinationPrefix, CancellationToken cancellationToken);

    protected abstract ValueTask<bool> CopyResponseAsync(
        HttpContext context, HttpResponseMessage? response, CancellationToken cancellationToken);
}
