using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>Raw WebSocket requests (RFC 6455).</summary>
internal static class SocketRequests
{
    public const string Upgrade = "GET /open/chat HTTP/1.1\r\nHost: gateway.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    /// <summary>A final, empty text frame, masked with zeros.</summary>
    public const string EmptyTextFrame = "\u0081\u0080\0\0\0\0";

    public static async Task AcceptAndEchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: WebSocketMessageType.Text } part)
            await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, context.RequestAborted);
    }
}
