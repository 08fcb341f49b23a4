using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>
/// Streams that never end on their own. The last path segment selects the kind; <c>?id=</c> names the stream, so that a test can query
/// how it ended.
/// </summary>
internal sealed class StreamingUpstream
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _ends = new(StringComparer.Ordinal);

    public StreamingUpstream(TestUpstream upstream) => upstream.Handler = HandleAsync;

    /// <summary>The 50 KB frame that <c>flood</c> sends repeatedly.</summary>
    public static byte[] Flood { get; } = [.. Enumerable.Range(0, 50_000).Select(i => (byte)i)];

    /// <summary>How the upstream saw the stream end: <c>aborted</c>, <c>ended</c>, or the code of a WebSocket's close frame.</summary>
    public Task<string> EndOfAsync(string id) => EndOf(id).Task.WaitAsync(TimeSpan.FromSeconds(10));

    public bool HasBegun(string id) => _ends.ContainsKey(id);

    public bool HasEnded(string id) => EndOf(id).Task.IsCompleted;

    private TaskCompletionSource<string> EndOf(string id) =>
        _ends.GetOrAdd(id, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var end = EndOf(context.Request.Query["id"].ToString());
        using var watch = context.RequestAborted.Register(() => end.TrySetResult("aborted"));
        try
        {
            await (path[(path.LastIndexOf('/') + 1)..] switch
            {
                "echo" => EchoAsync(context, end),
                "flood" => FloodAsync(context),
                "half" => HalfAFrameAsync(context),
                "events" => EventsAsync(context),
                "download" => DownloadAsync(context),
                "upload" => UploadAsync(context),
                "poll" => Task.Delay(Timeout.Infinite, context.RequestAborted),
                "late" => AnswerLateAsync(context),
                _ => context.Response.WriteAsync("ok"),
            });
            end.TrySetResult("ended");
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or WebSocketException)
        {
            end.TrySetResult("aborted");
        }
    }

    private static async Task EchoAsync(HttpContext context, TaskCompletionSource<string> end)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
            if (received.MessageType == WebSocketMessageType.Close)
                break;
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
        }

        end.TrySetResult(((int)socket.CloseStatus!).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await socket.CloseOutputAsync(socket.CloseStatus!.Value, null, context.RequestAborted);
    }

    private static async Task FloodAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        while (true)
            await socket.SendAsync(Flood, WebSocketMessageType.Binary, endOfMessage: true, context.RequestAborted);
    }

    // Announces 100 bytes, sends ten, and waits.
    private static async Task HalfAFrameAsync(HttpContext context)
    {
        context.Response.Headers["Sec-WebSocket-Accept"] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        context.Response.Headers.Upgrade = "websocket";
        var stream = await context.Features.Get<IHttpUpgradeFeature>()!.UpgradeAsync();
        await stream.WriteAsync(new byte[] { 0x82, 100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 });
        while (await stream.ReadAsync(new byte[100]) > 0)
        {
        }
    }

    private static async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        for (var i = 0; ; i++)
        {
            await context.Response.WriteAsync($"data: {i}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(50, context.RequestAborted);
        }
    }

    private static async Task DownloadAsync(HttpContext context)
    {
        while (true)
            await context.Response.Body.WriteAsync(Flood, context.RequestAborted);
    }

    private static async Task UploadAsync(HttpContext context)
    {
        var buffer = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) > 0)
        {
        }
    }

    // Takes long enough for a heartbeat of the connection to find it; then ends like any response.
    private static async Task AnswerLateAsync(HttpContext context)
    {
        await Task.Delay(int.Parse(context.Request.Query["ms"]!, System.Globalization.CultureInfo.InvariantCulture), context.RequestAborted);
        await context.Response.WriteAsync("late");
    }
}
