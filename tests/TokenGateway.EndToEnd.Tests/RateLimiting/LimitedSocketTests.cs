using System.Net;
using System.Net.WebSockets;
using System.Text;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.RateLimiting;

/// <summary>A WebSocket counts once, when it is opened, regardless of its messages.</summary>
public sealed class LimitedSocketTests
{
    [Fact]
    public async Task A_socket_counts_once_and_one_too_many_is_not_upgraded()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            using var accepted = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            for (var received = await accepted.ReceiveAsync(buffer, deadline.Token); received.MessageType == WebSocketMessageType.Text; received = await accepted.ReceiveAsync(buffer, deadline.Token))
                await accepted.SendAsync(buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, true, deadline.Token);
        };
        await using var gateway = await TestGateway.StartAsync(EdgeFixture.SampleWith(
            upstream.Address, gateway: """{ "RateLimits": { "standard": { "By": "owner", "Permits": 2, "Window": "1h" } } }"""));
        var token = (await gateway.IssueAsync("alice", "Engineers")).Value;

        using var first = await OpenAsync(gateway, token, deadline.Token);
        for (var i = 0; i < 10; i++)
        {
            await first.SendAsync(Encoding.ASCII.GetBytes("hello"), WebSocketMessageType.Text, true, deadline.Token);
            await first.ReceiveAsync(new byte[100], deadline.Token);
        }

        using var second = await OpenAsync(gateway, token, deadline.Token);
        using var third = Create(token);
        await Should.ThrowAsync<WebSocketException>(() => third.ConnectAsync(AddressOf(gateway), deadline.Token));

        ServiceLimit.Parse(second.HttpResponseHeaders!["RateLimit"].Single()).Remaining.ShouldBe(0);
        third.HttpStatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        upstream.Accepted.ShouldBe(2);
    }

    private static async Task<ClientWebSocket> OpenAsync(TestGateway gateway, string token, CancellationToken cancellationToken)
    {
        var socket = Create(token);
        await socket.ConnectAsync(AddressOf(gateway), cancellationToken);
        return socket;
    }

    private static ClientWebSocket Create(string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("X-API-Key", token);
        return socket;
    }

    private static Uri AddressOf(TestGateway gateway) => new($"ws://{gateway.Edge.Authority}/orders/live");
}
