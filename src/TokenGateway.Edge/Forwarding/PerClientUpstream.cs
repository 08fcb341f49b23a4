using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// The client of a cluster with <c>ConnectionPerClient</c>: separate connections for each client connection and each token
/// on it, so that connection authentication at the upstream applies to that caller alone.
/// </summary>
internal sealed class PerClientUpstream(Func<HttpMessageInvoker> create) : HttpMessageInvoker(Unused, disposeHandler: false)
{
    private static readonly HttpMessageHandler Unused = new SocketsHttpHandler();

    public HttpMessageInvoker Create() => create();

    /// <summary>The invoker for requests of this connection with this token, or without one.</summary>
    public HttpMessageInvoker For(EdgeRequest request) => request.Connection.Upstreams<ClientUpstreams>().Of(this, request.Snapshot?.Token.Id);

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A cluster with ConnectionPerClient is used through the gateway's own forwarder.");
}
