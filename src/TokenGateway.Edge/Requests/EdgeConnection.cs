using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// State of a client connection: the mark that it came in on an edge endpoint (set by the endpoint itself, so no header can
/// claim it), the memo of its last credential, and objects that its next request reuses.
/// </summary>
internal sealed class EdgeConnection
{
    private const string NoAddress = "unknown";

    private EdgeExchange? _spare;
    private EdgeExchange? _first;
    private ParallelExchanges? _parallel;
    private int _isWatched;
    private AddressName? _address;
    private CredentialMemo? _memo;
    private UsageOrigin? _origin;
    private object? _upstreams;

    /// <summary>
    /// The last credential that was verified on this connection. HTTP/2 streams run in parallel: read once, replaced as a
    /// whole.
    /// </summary>
    internal CredentialMemo? Memo
    {
        get => Volatile.Read(ref _memo);
        set => Volatile.Write(ref _memo, value);
    }

    /// <summary>The last host that passed inspection: the server returns the same string while the client sends the same bytes.</summary>
    internal string? KnownHost { get; set; }

    /// <summary>Whether the connection's heartbeat checks its requests.</summary>
    internal bool IsWatched => Volatile.Read(ref _isWatched) != 0;

    /// <summary>The upstream connections reserved for this connection's requests; created on first use.</summary>
    internal TUpstreams Upstreams<TUpstreams>()
        where TUpstreams : class, new()
    {
        if (Volatile.Read(ref _upstreams) is { } known)
            return (TUpstreams)known;
        var made = new TUpstreams();
        return (TUpstreams?)Interlocked.CompareExchange(ref _upstreams, made, null) ?? made;
    }

    /// <summary>Marks every connection of an endpoint as edge traffic.</summary>
    public static void MarkAll(ListenOptions endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        endpoint.Use(next => connection =>
        {
            connection.Features.Set(new EdgeConnection());
            return next(connection);
        });
    }

    /// <summary>
    /// The state of the underlying connection in a library host: stored in the connection's items, since endpoint defaults,
    /// where it could be marked, are a single delegate that belongs to the host.
    /// </summary>
    internal static EdgeConnection OfLibrary(IFeatureCollection features)
    {
        if (features.Get<IConnectionItemsFeature>()?.Items is not { } items)
            return new EdgeConnection();

        // HTTP/2 streams start in parallel, and the dictionary is not thread-safe.
        lock (items)
        {
            if (items.TryGetValue(typeof(EdgeConnection), out var known))
                return (EdgeConnection)known!;
            var connection = new EdgeConnection();
            items[typeof(EdgeConnection)] = connection;
            return connection;
        }
    }

    /// <summary>
    /// The remote address of this request as text; "unknown" on a socket that has none. Read for each request, because a
    /// trusted proxy may report a different one, and host middleware may change it (<c>UseForwardedHeaders</c>).
    /// </summary>
    internal string AddressText(ConnectionInfo connection)
    {
        var address = connection.RemoteIpAddress;
        if (Volatile.Read(ref _address) is { } known && (ReferenceEquals(known.Address, address) || Equals(known.Address, address)))
            return known.Text;
        var name = new AddressName(address, Describe(address));
        Volatile.Write(ref _address, name);
        return name.Text;
    }

    /// <summary>
    /// The address and credential location of a token: the same object while both are unchanged, because usage counters on
    /// the request path refer to it.
    /// </summary>
    internal UsageOrigin OriginOf(ConnectionInfo connection, TokenPlace place)
    {
        var text = AddressText(connection);
        var address = ReferenceEquals(text, NoAddress) ? null : text;
        if (Volatile.Read(ref _origin) is { } known && known.Place == place && known.Address == address)
            return known;
        var origin = new UsageOrigin(address, place);
        Volatile.Write(ref _origin, origin);
        return origin;
    }

    /// <summary>HTTP/1.1 handles one request at a time and so always finds its spare; parallel HTTP/2 streams create more.</summary>
    internal EdgeExchange Rent() => Interlocked.Exchange(ref _spare, null) ?? RentAnother();

    internal void Return(EdgeExchange exchange)
    {
        if (ReferenceEquals(exchange, _first))
            Volatile.Write(ref _spare, exchange);
        else
            _parallel!.Return(exchange);
    }

    /// <summary>True for the first caller only.</summary>
    internal bool TakeWatch() => Interlocked.Exchange(ref _isWatched, 1) == 0;

    /// <summary>Calls <paramref name="look"/> for every exchange of the connection, in use or not.</summary>
    internal void ForEachExchange(Action<EdgeExchange> look)
    {
        if (Volatile.Read(ref _first) is { } first)
            look(first);
        if (Volatile.Read(ref _parallel) is { } parallel)
            Array.ForEach(parallel.All(), look);
    }

    private EdgeExchange RentAnother()
    {
        if (Volatile.Read(ref _first) is null)
        {
            var first = new EdgeExchange(this);
            if (Interlocked.CompareExchange(ref _first, first, null) is null)
                return first;
        }

        if (Volatile.Read(ref _parallel) is null)
            Interlocked.CompareExchange(ref _parallel, new ParallelExchanges(this), null);
        return _parallel!.Rent();
    }

    private static string Describe(IPAddress? address) =>
        address is null ? NoAddress : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    private sealed record AddressName(IPAddress? Address, string Text);
}
