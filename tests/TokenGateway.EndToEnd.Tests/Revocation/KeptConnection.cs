using System.Net;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Revocation;

/// <summary>A persistent connection on which a token has been used, so that every cache of it is warm.</summary>
internal sealed class KeptConnection : IAsyncDisposable
{
    private readonly HttpClient _client;
    private int _connections;

    private KeptConnection(TestGateway gateway, string token)
    {
        _client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            ConnectCallback = async (context, cancellation) =>
            {
                _connections++;
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = gateway.Edge };
        _client.DefaultRequestHeaders.Add("X-API-Key", token);
    }

    public static async Task<KeptConnection> WarmAsync(TestGateway gateway, string token)
    {
        var connection = new KeptConnection(gateway, token);
        for (var i = 0; i < 3; i++)
            (await connection.GetAsync()).ShouldBe(HttpStatusCode.OK);
        return connection;
    }

    public Task<HttpStatusCode> GetAsync() => SendAsync(HttpMethod.Get);

    public async Task<HttpStatusCode> SendAsync(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, "/orders/1");
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Checks that a single connection was used; otherwise the test would prove nothing.</summary>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _connections.ShouldBe(1);
        return ValueTask.CompletedTask;
    }
}
