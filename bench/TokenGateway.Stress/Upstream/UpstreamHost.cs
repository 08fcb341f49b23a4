using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Stress.Bodies;

namespace TokenGateway.Stress.Upstream;

/// <summary>
/// The API behind the gateway. It answers by the last part of the path: <c>whoami</c> with the identity it was told,
/// <c>sink</c> after it read and checked a body, <c>source</c> with a body, <c>socket</c> with what comes in,
/// <c>hold</c> with one byte and then nothing.
/// It has no patience of its own: the gateway's is what is measured.
/// </summary>
internal static class UpstreamHost
{
    public static async Task RunAsync(int http1Port, int http2Port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, http1Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, http2Port, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        await using var app = builder.Build();
        app.UseWebSockets();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);

        // Whoever started this holds the other end: when that process is gone, this one ends too.
        await Console.In.ReadToEndAsync(cancellationToken);
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        return path[(path.LastIndexOf('/') + 1)..] switch
        {
            "whoami" => context.Response.WriteAsync(Identity.Of(context.Request)),
            "sink" => SinkAsync(context),
            "source" => SourceAsync(context),
            "socket" => EchoAsync(context),
            "hold" => HoldAsync(context),
            _ => context.Response.WriteAsync("ok"),
        };
    }

    private static async Task SinkAsync(HttpContext context)
    {
        var length = await Pattern.ReadAsync(context.Request.Body, context.RequestAborted);
        await context.Response.WriteAsync(length.ToString(CultureInfo.InvariantCulture));
    }

    private static Task SourceAsync(HttpContext context)
    {
        var blocks = int.Parse(context.Request.Query["blocks"]!, CultureInfo.InvariantCulture);
        if (context.Request.Query.ContainsKey("length"))
            context.Response.ContentLength = (long)blocks * Pattern.BlockSize;
        return Pattern.WriteAsync(context.Response.Body, blocks, context.RequestAborted);
    }

    private static async Task HoldAsync(HttpContext context)
    {
        await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
            if (received.MessageType == WebSocketMessageType.Close)
                break;
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
