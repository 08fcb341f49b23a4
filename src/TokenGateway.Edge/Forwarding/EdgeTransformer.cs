using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// The base of our transformers: carries the compiled route, so that rule and forwarding are always of one generation, and
/// forwards only requests that the pipeline has allowed.
/// </summary>
internal abstract class EdgeTransformer(GatewayRoute route, TimeProvider time, LimitCosts costs) : HttpTransformer, IRouteCarrier
{
    public GatewayRoute Route { get; } = route;

    public sealed override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        // The host did not call UseTokenGateway, or a reload came between decision and forwarding: send nothing.
        if (EdgeRequest.Of(httpContext) is not { IsForwarded: true } request || !ReferenceEquals(request.Route, Route))
            throw new InvalidOperationException($"Route {Route.Id} was reached without the gateway's decision. Call app.UseTokenGateway() after app.UseRouting(), where that is called, and before app.MapReverseProxy().");
        var transforming = TransformAsync(httpContext, request, proxyRequest, destinationPrefix, cancellationToken);
        if (!transforming.IsCompletedSuccessfully)
            return TransformSlowlyAsync(transforming, request, proxyRequest);
        Complete(request, proxyRequest);
        return default;
    }

    public sealed override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        // Without a response, the request may not have been one of ours.
        var request = EdgeRequest.Of(httpContext);
        if (proxyResponse is not null && !Prepare(httpContext, request!, proxyResponse))
            return false;
        if (!await CopyResponseAsync(httpContext, proxyResponse, cancellationToken))
            return false;
        if (request is null)
            return true;
        if (Route.RewritesLocation)
            LocationRewrite.Apply(httpContext, request);
        ResponseHeaders.Complete(httpContext.Response, request);
        ExpiryHeader.Set(httpContext.Response.Headers, request.Snapshot, Route.Model.Notices, time);
        return proxyResponse is null || !await IsWrittenAsync(httpContext, request, proxyResponse, cancellationToken);
    }

    // Removes the parts of a response that are not for the client.
    private bool Prepare(HttpContext context, EdgeRequest request, HttpResponseMessage response)
    {
        if (request.FirstAnswer is { } limit)
            SetTime(response, limit);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols && !IsRequested(response, request) && Protection.SwitchesAsAsked.IsEnabled())
        {
            // A proxy in front would treat the rest as another protocol, whose requests would not be decided.
            request.Refused = RefusalCode.UpstreamUnreachable;
            return false;
        }

        if (!Route.ConnectionPerClient && Protection.NoConnectionChallenges.IsEnabled())
            ConnectionChallenges.Drop(response);
        if (Route.Cors is not null)
            ResponseHeaders.DropCrossOrigin(response);
        if (request.Limits.Rule is not null)
            LimitHeaders.Drop(response);
        if (request.Limits.Rule is not null && Route.Limits is { HasCosts: true } limits)
            costs.Settle(context, new LimitSubject(request.Snapshot, context.Connection.RemoteIpAddress, Route.Id), limits, request.Limits, response);
        if (request.Amends is not null)
            AmendedAnswer.DropValidators(context.Request, response);
        return true;
    }

    // Bodies that are not copied unchanged.
    private ValueTask<bool> IsWrittenAsync(HttpContext context, EdgeRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (request is { MayStream: true, FirstAnswer: null } && EventStream.Is(response))
            return DoneAsync(EventStream.CopyAsync(context, request, response, time));
        if (request.Amends is { Amend: { } amend } && AmendedAnswer.IsOf(context, response))
            return DoneAsync(AmendedAnswer.WriteAsync(context, response, amend, cancellationToken));
        return new(false);
    }

    private static async ValueTask<bool> DoneAsync(Task writing)
    {
        await writing;
        return true;
    }

    public sealed override ValueTask TransformResponseTrailersAsync(
        HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) =>
        EdgeRequest.Of(httpContext)?.Upload is { IsStopped: true } or { IsCancelled: true }
            ? CompleteAsync(httpContext, proxyResponse, cancellationToken)
            : CopyTrailersAsync(httpContext, proxyResponse, cancellationToken);

    // Draining the rest of an unwanted request body must not delay the end of the response.
    private async ValueTask CompleteAsync(HttpContext context, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await CopyTrailersAsync(context, response, cancellationToken);
        await context.Response.CompleteAsync();
    }

    /// <summary>Copies the trailers as YARP does.</summary>
    protected ValueTask CopyTrailersPlainlyAsync(HttpContext context, HttpResponseMessage response, CancellationToken cancellationToken) =>
        base.TransformResponseTrailersAsync(context, response, cancellationToken);

    // The request looked like that of a stream.
    private static void SetTime(HttpResponseMessage answer, CancellationTokenSource limit)
    {
        if (IsStream(answer))
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
        else
            answer.Content = new PacedContent(answer.Content, () => limit.CancelAfter(EdgeForwarder.FirstAnswer));
    }

    private static bool IsStream(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.SwitchingProtocols
        || (answer.StatusCode == HttpStatusCode.OK && answer.RequestMessage?.Method == HttpMethod.Connect)
        || EventStream.Is(answer)
        || (answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type)
            && type.ToString().StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase));

    /// <summary>Copies status, headers and content headers as YARP does.</summary>
    protected ValueTask<bool> CopyPlainlyAsync(HttpContext context, HttpResponseMessage? response, CancellationToken cancellationToken) =>
        base.TransformResponseAsync(context, response, cancellationToken);

    // A switch that was not requested, or to another protocol (RFC 9110, 7.8), would carry data that no decision covers.
    // HTTP/2 has no such header; an upstream is asked by extended CONNECT there.
    private static bool IsRequested(HttpResponseMessage response, EdgeRequest request) =>
        request.Upgrade is { } protocol
        && response.Headers.NonValidated.TryGetValues("Upgrade", out var chosen)
        && chosen.ToString().Equals(protocol, StringComparison.OrdinalIgnoreCase);

    private static async ValueTask TransformSlowlyAsync(ValueTask transforming, EdgeRequest request, HttpRequestMessage message)
    {
        await transforming;
        Complete(request, message);
    }

    private static void Complete(EdgeRequest request, HttpRequestMessage message)
    {
        if (request.Amends is not null)
            AmendedAnswer.RequestWholeDocument(message);
        request.OutgoingHost = message.Headers.Host;
    }

    protected abstract ValueTask TransformAsync(
        HttpContext context, EdgeRequest request, HttpRequestMessage message, string destinationPrefix, CancellationToken cancellationToken);

    protected abstract ValueTask CopyTrailersAsync(HttpContext context, HttpResponseMessage response, CancellationToken cancellationToken);

    protected abstract ValueTask<bool> CopyResponseAsync(
        HttpContext context, HttpResponseMessage? response, CancellationToken cancellationToken);
}
