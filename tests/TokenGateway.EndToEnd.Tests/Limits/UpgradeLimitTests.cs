using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>WebSockets over HTTP/1.1 are limited: each holds a client connection and an upstream connection.</summary>
public sealed class UpgradeLimitTests
{
    [Fact]
    public async Task One_socket_too_many_is_503_and_its_connection_goes_on()
    {
        await using var edge = await LimitedEdge.StartAsync("""{ "MaxConcurrentUpgradedConnections": 1 }""");
        edge.Upstream.Handler = context => context.WebSockets.IsWebSocketRequest ? SocketRequests.AcceptAndEchoAsync(context) : Task.CompletedTask;
        using var first = await RawConnection.OpenAsync(edge.Gateway.Edge);
        await first.SendAsync(SocketRequests.Upgrade);
        (await first.ReadAsync()).Status.ShouldBe(101);

        using var second = await RawConnection.OpenAsync(edge.Gateway.Edge);
        await second.SendAsync(SocketRequests.Upgrade);
        var refused = await second.ReadAsync();

        refused.Status.ShouldBe(503);
        refused.Head.ShouldContain("Retry-After: 5\r\n");
        refused.Head.ShouldNotContain("Sec-WebSocket-Accept");
        JsonNode.Parse(refused.Body)!["status"]!.GetValue<int>().ShouldBe(503);
        await second.SendAsync("GET /open/ HTTP/1.1\r\nHost: gateway.test\r\n\r\n");
        (await second.ReadAsync()).Status.ShouldBe(200);

        first.Dispose();
        await Eventually.BecomesTrueAsync(async () =>
        {
            using var third = await RawConnection.OpenAsync(edge.Gateway.Edge);
            await third.SendAsync(SocketRequests.Upgrade);
            return (await third.ReadAsync()).Status == 101;
        }, "the place of the first is free again");
    }
}
