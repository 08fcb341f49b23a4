using Microsoft.AspNetCore.Connections.Features;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// A client connection's own connections to clusters with <c>ConnectionPerClient</c>. A proxy in front may send requests of
/// several users over one connection: a different token, or none, gets different connections.
/// </summary>
internal sealed class ClientUpstreams : IDisposable
{
    private readonly Dictionary<PerClientUpstream, (TokenId? Token, HttpMessageInvoker Invoker)> _invokers = [];
    private bool _endsWithConnection;
    private bool _isClosed;

    /// <summary>Closes them together with the client's connection.</summary>
    public void EndWith(IConnectionLifetimeFeature? connection)
    {
        lock (_invokers)
        {
            if (_endsWithConnection || connection is null)
                return;
            _endsWithConnection = true;
        }

        connection.ConnectionClosed.Register(Dispose);
    }

    public HttpMessageInvoker Of(PerClientUpstream cluster, TokenId? token)
    {
        lock (_invokers)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_invokers.TryGetValue(cluster, out var known) && known.Token == token)
                return known.Invoker;

            // Requests on the previous connections complete normally; these connections are not reused.
            known.Invoker?.Dispose();
            var made = cluster.Create();
            _invokers[cluster] = (token, made);
            return made;
        }
    }

    public void Dispose()
    {
        lock (_invokers)
        {
            _isClosed = true;
            foreach (var (_, invoker) in _invokers.Values)
                invoker.Dispose();
            _invokers.Clear();
        }
    }
}
