using System.Text.Json.Nodes;
using TokenGateway.Core.Lifecycle;
using TokenGateway.EndToEnd.Tests.Logs;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Streams;

public sealed class EndedLogTests
{
    [Fact]
    public async Task An_ended_stream_leaves_a_line_that_says_why_and_its_request_is_logged_as_ended()
    {
        await using var logged = await LoggedGateway.StartAsync(
            """{ "streams": { "ClusterId": "legacy", "Match": { "Path": "/streams/{**rest}" }, "TokenGateway": { "Policy": "Default" } } }""", "Information");
        var upstream = new StreamingUpstream(logged.Upstream);
        var token = await logged.Gateway.IssueAsync("alice", "Engineers");
        using var connection = await RawConnection.OpenAsync(logged.Gateway.Edge);
        await connection.SendAsync(SocketEndTests.Upgrade("/streams/echo?id=a", token.Value));
        (await connection.ReadAsync()).Status.ShouldBe(101);

        await logged.Gateway.Tokens.DeactivateAsync(Actor.Operator("test"), token.Token.Id, CancellationToken.None);

        await connection.ReadBytesAsync(4);
        (await connection.EndsAsync()).ShouldBeTrue();
        (await upstream.EndOfAsync("a")).ShouldBe("1008");
        var lines = (await logged.StopAndReadAsync()).Select(line => JsonNode.Parse(line)!).ToList();
        var end = lines.Single(line => line["event"]?.ToString() == "StreamEnded");
        (end["route"]!.ToString(), end["tokenId"]!.ToString(), end["reason"]!.ToString()).ShouldBe(("streams", token.Token.Id.ToString(), "inactive"));
        var request = lines.Single(line => line["event"]?.ToString() == "Request" && line["path"]!.ToString() == "/streams/echo");
        (request["status"]!.ToString(), request["outcome"]!.ToString()).ShouldBe(("101", "ended"));
    }
}
