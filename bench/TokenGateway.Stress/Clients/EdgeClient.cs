using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Stress.Clients;

/// <summary>An HTTP client of the edge that follows nothing, keeps no cookies and speaks one version only.</summary>
internal sealed class EdgeClient : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;
    private readonly Version _version;

    private EdgeClient(Uri edge, Version version, SocketsHttpHandler handler, TimeSpan patience)
    {
        _version = version;
        _client = new HttpClient(handler) { BaseAddress = edge, Timeout = patience };
    }

    /// <param name="from">The loopback address to come from; null: 127.0.0.1.</param>
    /// <param name="connections">At most this many at once.</param>
    /// <param name="kept">False: a new connection for every request.</param>
    public static EdgeClient Http1(Uri edge, IPAddress? from = null, int connections = int.MaxValue, bool kept = true)
    {
        var handler = HandlerFrom(from);
        handler.MaxConnectionsPerServer = connections;
        if (!kept)
            handler.PooledConnectionLifetime = TimeSpan.Zero;
        return new EdgeClient(edge, HttpVersion.Version11, handler, Patience);
    }

    /// <summary>HTTP/2 with prior knowledge, all on one connection.</summary>
    public static EdgeClient Http2(Uri edge) => new(edge, HttpVersion.Version20, HandlerFrom(null), Patience);

    /// <summary>For bodies that take as long as they take.</summary>
    public static EdgeClient ForBodies(Uri edge, Version version) => new(edge, version, HandlerFrom(null), TimeSpan.FromMinutes(30));

    public HttpRequestMessage Request(HttpMethod method, string target, string? token = null)
    {
        var request = new HttpRequestMessage(method, target) { Version = _version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        return request;
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        _client.SendAsync(request, completion, cancellationToken);

    /// <summary>The status of a GET and its body.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string target, string? token, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, target, token);
        using var answer = await SendAsync(request, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler HandlerFrom(IPAddress? from) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (to, cancellationToken) =>
            new NetworkStream(await Loopback.ConnectAsync(from, to.DnsEndPoint.Port, cancellationToken), ownsSocket: true),
    };
}
