using System.Diagnostics;
using System.Net.WebSockets;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Revocation;

/// <summary>An open stream of a token, and when its client saw the end of it.</summary>
/// <param name="Kind">For people.</param>
/// <param name="Ended">The timestamp of <see cref="Stopwatch"/>; null: it did not end in the way it should.</param>
internal sealed record WatchedEnd(string Kind, Task<long?> Ended)
{
    public static readonly IReadOnlyList<string> Kinds = ["WebSocket, HTTP/1.1", "WebSocket, HTTP/2", "answer, HTTP/1.1", "answer, HTTP/2"];

    public static async Task<IReadOnlyList<WatchedEnd>> OpenAllAsync(Stage stage, string token, CancellationToken cancellationToken) =>
    [
        new(Kinds[0], await OpenSocketAsync(stage.Edge, System.Net.HttpVersion.Version11, token, cancellationToken)),
        new(Kinds[1], await OpenSocketAsync(stage.EdgeHttp2, System.Net.HttpVersion.Version20, token, cancellationToken)),
        new(Kinds[2], await OpenAnswerAsync(EdgeClient.Http1(stage.Edge), token, cancellationToken)),
        new(Kinds[3], await OpenAnswerAsync(EdgeClient.Http2(stage.EdgeHttp2), token, cancellationToken)),
    ];

    private static async Task<Task<long?>> OpenSocketAsync(Uri edge, Version version, string token, CancellationToken cancellationToken) =>
        EndOfAsync(await ConnectAsync(edge, version, token, cancellationToken), cancellationToken);

    private static async Task<ClientWebSocket> ConnectAsync(Uri edge, Version version, string token, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.SetRequestHeader("X-API-Key", token);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false }, disposeHandler: false);
        await socket.ConnectAsync(new Uri($"ws://{edge.Authority}/socket"), invoker, cancellationToken);
        return socket;
    }

    // Closed with 1008, nothing else.
    private static async Task<long?> EndOfAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using (socket)
        {
            try
            {
                await socket.ReceiveAsync(new byte[16], cancellationToken);
                var at = Stopwatch.GetTimestamp();
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return socket.CloseStatus == WebSocketCloseStatus.PolicyViolation ? at : null;
            }
            catch (WebSocketException)
            {
                return null;
            }
        }
    }

    private static async Task<Task<long?>> OpenAnswerAsync(EdgeClient client, string token, CancellationToken cancellationToken)
    {
        var request = client.Request(HttpMethod.Get, "/hold", token);
        var response = await client.SendAsync(request, cancellationToken, HttpCompletionOption.ResponseHeadersRead);
        var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken);
        await body.ReadExactlyAsync(new byte[1], cancellationToken);
        return EndOfAsync(client, request, response, body, cancellationToken);
    }

    // Broken off, never as if it were complete.
    private static async Task<long?> EndOfAsync(
        EdgeClient client, HttpRequestMessage request, HttpResponseMessage response, Stream body, CancellationToken cancellationToken)
    {
        using (client)
        using (request)
        using (response)
        {
            try
            {
                await body.ReadExactlyAsync(new byte[1], cancellationToken);
                return null;
            }
            catch (EndOfStreamException)
            {
                return null;
            }
            catch (IOException)
            {
                return Stopwatch.GetTimestamp();
            }
        }
    }
}
