using System.Net;
using System.Net.Sockets;
using System.Text;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>CONNECT opens a tunnel past every rule: only a WebSocket over HTTP/2 may use it.</summary>
public sealed class ConnectTests
{
    [Theory]
    [InlineData("connect-udp")]
    [InlineData("webtransport")]
    [InlineData("WebSocket-2")]
    public async Task Extended_CONNECT_of_another_protocol_is_refused(string protocol)
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, "Http2"));
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Connect, "/chat") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Protocol = protocol;
        request.Headers.Add("X-API-Key", (await gateway.IssueAsync("alice", "Administrators")).Value);

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        upstream.Accepted.ShouldBe(0);
    }

    [Theory]
    [InlineData("CONNECT upstream.example:443 HTTP/1.1\r\nHost: upstream.example:443")]
    [InlineData("CONNECT /chat HTTP/1.1\r\nHost: gateway.example")]
    [InlineData("TRACE /chat HTTP/1.1\r\nHost: gateway.example")]
    public async Task A_tunnel_or_a_trace_is_refused_over_http1(string head)
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        var token = (await gateway.IssueAsync("alice", "Administrators")).Value;

        var answer = await Raw.SendAsync(gateway.Edge, $"{head}\r\nX-API-Key: {token}\r\nConnection: close\r\n\r\n");

        Raw.StatusOf(answer).ShouldBeOneOf(400, 405);
        upstream.Accepted.ShouldBe(0);
    }

    // Its request has neither path nor query, not even empty ones.
    [Fact]
    public async Task A_plain_CONNECT_over_http2_is_refused()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, "Http2"));
        using var socket = new TcpClient();
        await socket.ConnectAsync(gateway.Edge.Host, gateway.Edge.Port);
        var stream = socket.GetStream();

        // Preface, empty SETTINGS, and HEADERS with END_STREAM: ":method: CONNECT" and ":authority: a:1" as plain literals.
        byte[] block = [0x02, 7, .. "CONNECT"u8, 0x01, 3, .. "a:1"u8];
        await stream.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, (byte)block.Length, 1, 5, 0, 0, 0, 1, .. block]);

        (await ReadProblemAsync(stream)).ShouldContain("\"status\":400");
        upstream.Accepted.ShouldBe(0);
    }

    private static async Task<string> ReadProblemAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!text.ToString().Contains("traceId", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, limit.Token);
            if (read == 0)
                throw new EndOfStreamException($"No problem document: {text}");
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
