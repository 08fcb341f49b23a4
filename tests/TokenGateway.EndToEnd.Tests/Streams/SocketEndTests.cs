using System.Net.WebSockets;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>A WebSocket whose token dies is closed with 1008 between two frames, on both sides of the gateway.</summary>
public sealed class SocketEndTests
{
    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task A_silent_socket_is_closed_with_1008_and_the_upstream_is_told(string protocol)
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var socket = await edge.ConnectAsync(protocol, "/echo?id=a", token.Value);
        await EchoesAsync(socket);

        await edge.DeleteAsync(token.Token.Id);

        (await ReadToCloseAsync(socket)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
        (await edge.Upstream.EndOfAsync("a")).ShouldBe("1008");
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task A_busy_socket_is_closed_with_1008_and_every_message_before_is_whole(string protocol)
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var socket = await edge.ConnectAsync(protocol, "/flood?id=a", token.Value);
        for (var i = 0; i < 20; i++)
            await WholeMessageAsync(socket);

        await edge.DeleteAsync(token.Token.Id);

        while (await WholeMessageAsync(socket))
        {
        }

        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await edge.Upstream.EndOfAsync("a");
    }

    [Fact]
    public async Task A_socket_in_the_middle_of_a_frame_that_never_ends_is_cut_off_all_the_same()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var connection = await RawConnection.OpenAsync(edge["Http1"]);
        await connection.SendAsync(Upgrade("/half?id=a", token.Value));
        (await connection.ReadAsync()).Status.ShouldBe(101);
        await connection.ReadBytesAsync(12);

        await edge.DeleteAsync(token.Token.Id);

        (await connection.EndsAsync()).ShouldBeTrue();
        await edge.Upstream.EndOfAsync("a");
    }

    [Fact]
    public async Task A_client_that_does_not_answer_the_close_is_cut_off()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var connection = await RawConnection.OpenAsync(edge["Http1"]);
        await connection.SendAsync(Upgrade("/echo?id=a", token.Value));
        (await connection.ReadAsync()).Status.ShouldBe(101);

        await edge.DeleteAsync(token.Token.Id);

        (await connection.ReadBytesAsync(4)).ShouldBe("\u0088\u0002\u0003\u00f0");
        (await connection.EndsAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_that_a_client_sends_after_the_end_reaches_the_upstream()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var socket = await edge.ConnectAsync("Http1", "/echo?id=a", token.Value);
        await EchoesAsync(socket);
        await edge.DeleteAsync(token.Token.Id);
        var received = await socket.ReceiveAsync(new byte[100], Soon());
        received.MessageType.ShouldBe(WebSocketMessageType.Close);

        // The client's direction is still open: it may send, and is read until it closes.
        await socket.SendAsync("after"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        (await edge.Upstream.EndOfAsync("a")).ShouldBe("1008");
    }

    [Fact]
    public async Task A_socket_that_closes_itself_is_left_alone()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var socket = await edge.ConnectAsync("Http1", "/echo?id=a", token.Value);
        await EchoesAsync(socket);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Soon());

        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        (await edge.Upstream.EndOfAsync("a")).ShouldBe("1000");
    }

    internal static string Upgrade(string target, string token) =>
        $"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-API-Key: {token}\r\n\r\n";

    internal static async Task<WebSocketCloseStatus?> ReadToCloseAsync(WebSocket socket)
    {
        (await socket.ReceiveAsync(new byte[100], Soon())).MessageType.ShouldBe(WebSocketMessageType.Close);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Soon());
        }
        catch (WebSocketException)
        {
            // A reply after the close grace meets a closed connection; the gateway's close frame has arrived.
        }

        return socket.CloseStatus;
    }

    internal static async Task EchoesAsync(WebSocket socket)
    {
        await socket.SendAsync("one"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Soon());
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, Soon());
        buffer.AsSpan(0, received.Count).ToArray().ShouldBe("one"u8.ToArray());
    }

    // Returns false if a close frame arrives instead.
    private static async Task<bool> WholeMessageAsync(ClientWebSocket socket)
    {
        var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, Soon());
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        if (part.MessageType == WebSocketMessageType.Close)
            return false;
        message.ToArray().AsSpan().SequenceEqual(StreamingUpstream.Flood).ShouldBeTrue();
        return true;
    }

    private static CancellationToken Soon() => new CancellationTokenSource(StreamsEdge.Bound).Token;
}
