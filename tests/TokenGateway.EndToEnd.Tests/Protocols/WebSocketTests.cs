using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>WebSockets over HTTP/1.1 (RFC 6455) and over HTTP/2 (RFC 8441), echoed by the upstream.</summary>
public sealed class WebSocketTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));
    private TestUpstream _upstream = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _upstream.Handler = EchoAsync;
    }

    public async Task DisposeAsync()
    {
        _deadline.Dispose();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("Http1", false)]
    [InlineData("Http1", true)]
    [InlineData("Http2", false)]
    [InlineData("Http2", true)]
    public async Task A_socket_with_a_token_echoes_both_ways_with_identity_and_without_the_secret(string protocols, bool inQuery)
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address, protocols));
        var token = (await gateway.IssueAsync("alice", "Engineers")).Value;
        using var socket = CreateSocket(protocols);
        if (!inQuery)
            socket.Options.SetRequestHeader("X-API-Key", token);

        await ConnectAsync(socket, gateway, "/chat?room=1" + (inQuery ? "&api_token=" + token : ""));
        (await AskAsync(socket, "one")).ShouldBe("echo one");
        (await AskAsync(socket, new string('x', 200_000))).ShouldBe("echo " + new string('x', 200_000));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", _deadline.Token);

        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        _upstream.Last.Method.ShouldBe("GET");
        _upstream.Last.Target.ShouldBe("/chat?room=1");
        _upstream.Last.Header("X-Auth-User").ShouldBe("alice");
        _upstream.Last.Headers.Values.ShouldNotContain(value => value.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task A_socket_without_a_token_is_refused_with_401_and_reaches_no_upstream(string protocols)
    {
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address, protocols));
        using var socket = CreateSocket(protocols);
        socket.Options.CollectHttpResponseDetails = true;

        await Should.ThrowAsync<WebSocketException>(() => ConnectAsync(socket, gateway, "/chat"));

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _upstream.Accepted.ShouldBe(0);
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task A_socket_is_decided_as_GET(string protocols)
    {
        var configuration = Configs.AnyToken(_upstream.Address, protocols);
        configuration["ReverseProxy"]!["Routes"]!["all"]!["TokenGateway"] = System.Text.Json.Nodes.JsonNode.Parse(
            """{ "Access": [ { "Methods": ["GET"], "MinRole": "Engineers" }, { "Methods": ["POST"], "AnyToken": true } ] }""");
        await using var gateway = await TestGateway.StartAsync(configuration);
        using var allowed = CreateSocket(protocols);
        allowed.Options.SetRequestHeader("X-API-Key", (await gateway.IssueAsync("alice", "Engineers")).Value);
        using var denied = CreateSocket(protocols);
        denied.Options.CollectHttpResponseDetails = true;
        denied.Options.SetRequestHeader("X-API-Key", (await gateway.IssueAsync("bob", "Users")).Value);

        await ConnectAsync(allowed, gateway, "/chat");
        await Should.ThrowAsync<WebSocketException>(() => ConnectAsync(denied, gateway, "/chat"));

        denied.HttpStatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _upstream.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task A_route_of_GET_alone_takes_a_socket(string protocols)
    {
        var configuration = Configs.AnyToken(_upstream.Address, protocols);
        configuration["ReverseProxy"]!["Routes"]!["all"]!["Match"]!["Methods"] = System.Text.Json.Nodes.JsonNode.Parse("""["GET"]""");
        await using var gateway = await TestGateway.StartAsync(configuration);
        using var socket = CreateSocket(protocols);
        socket.Options.SetRequestHeader("X-API-Key", (await gateway.IssueAsync("alice", "Engineers")).Value);

        await ConnectAsync(socket, gateway, "/chat");

        (await AskAsync(socket, "one")).ShouldBe("echo one");
    }

    private static ClientWebSocket CreateSocket(string protocols)
    {
        var socket = new ClientWebSocket();
        if (protocols == "Http2")
        {
            socket.Options.HttpVersion = HttpVersion.Version20;
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        return socket;
    }

    private async Task ConnectAsync(ClientWebSocket socket, TestGateway gateway, string target)
    {
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false }, disposeHandler: false);
        await socket.ConnectAsync(new Uri($"ws://{gateway.Edge.Authority}{target}"), invoker, _deadline.Token);
    }

    private async Task<string> AskAsync(ClientWebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, _deadline.Token);
        return await ReadMessageAsync(socket, _deadline.Token) ?? throw new InvalidOperationException("The socket was closed.");
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        while (await ReadMessageAsync(socket, context.RequestAborted) is { } text)
            await socket.SendAsync(Encoding.ASCII.GetBytes("echo " + text), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", context.RequestAborted);
    }

    private static async Task<string?> ReadMessageAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, cancellationToken);
            text.Append(Encoding.ASCII.GetString(buffer, 0, part.Count));
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close ? null : text.ToString();
    }
}
