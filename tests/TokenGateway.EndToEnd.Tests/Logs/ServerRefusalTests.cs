using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Logs;

/// <summary>What the server refuses reaches no stage of the gateway, and is told all the same.</summary>
public sealed class ServerRefusalTests
{
    private const string Marker = "marker-that-no-line-repeats";

    public static TheoryData<string, int, string> Requests => new()
    {
        { $"GET /{Marker} HTTP/9.9\r\n\r\n", 505, "Unrecognized HTTP version" },
        { $"G@T /{Marker} HTTP/1.1\r\n\r\n", 400, "Invalid request line" },
        { $"GET / HTTP/1.1\r\nHost: a\r\n{Marker}\r\n\r\n", 400, "Invalid request header" },
        { $"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: {Marker}\r\n\r\n", 400, "Bad Request" },
        { $"GET / HTTP/1.1\r\nX-Note: {Marker}\r\n\r\n", 400, "Request is missing Host header" },
        { $"GET /{Marker}{new string('x', 9000)} HTTP/1.1\r\nHost: a\r\n\r\n", 414, "Request line too long" },
        { $"GET / HTTP/1.1\r\nHost: a\r\nX-Long: {Marker}{new string('x', 40_000)}\r\n\r\n", 431, "Request headers too long" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task One_line_tells_status_reason_and_address(string request, int status, string reason)
    {
        await using var logged = await LoggedGateway.StartAsync(level: "Information");
        (await logged.SendAsync(request)).Status.ShouldBe(status);

        var lines = await logged.StopAndReadAsync();

        var line = JsonNode.Parse(lines.Where(one => one.Contains("TokenGateway.AccessLog", StringComparison.Ordinal)).ShouldHaveSingleItem())!;
        line["event"]!.ToString().ShouldBe("ServerRefusal");
        line["status"]!.GetValue<int>().ShouldBe(status);
        line["reason"]!.ToString().ShouldBe(reason);
        line["address"]!.ToString().ShouldBe("127.0.0.1");
        lines.ShouldAllBe(one => !one.Contains(Marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_a_request_on_the_same_connection_too()
    {
        await using var logged = await LoggedGateway.StartAsync(level: "Information");
        using (var connection = await RawConnection.OpenAsync(logged.Gateway.Edge))
        {
            await connection.SendAsync("GET /status HTTP/1.1\r\nHost: a\r\n\r\n");
            (await connection.ReadAsync()).Status.ShouldBe(200);
            await connection.SendAsync("G@T / HTTP/1.1\r\n\r\n");
            (await connection.ReadAsync()).Status.ShouldBe(400);
        }

        var events = (await logged.StopAndReadAsync()).Where(one => one.Contains("TokenGateway.AccessLog", StringComparison.Ordinal))
            .Select(one => JsonNode.Parse(one)!["event"]!.ToString());

        events.ShouldBe(["Request", "ServerRefusal"]);
    }

    [Fact]
    public async Task A_request_that_the_edge_knows_has_one_line()
    {
        await using var logged = await LoggedGateway.StartAsync(level: "Information");
        logged.Upstream.Handler = context => context.Request.Body.CopyToAsync(Stream.Null);
        var token = (await logged.Gateway.IssueAsync("alice", "Engineers")).Value;
        var answer = await logged.SendAsync(RawRequest.Of("POST", "/orders/1", "X-API-Key: " + token, "Transfer-Encoding: chunked") + "zz\r\n");

        var line = JsonNode.Parse((await logged.StopAndReadAsync()).Where(one => one.Contains("TokenGateway.AccessLog", StringComparison.Ordinal)).ShouldHaveSingleItem())!;

        answer.Status.ShouldBe(400);
        line["event"]!.ToString().ShouldBe("Request");
        line["outcome"]!.ToString().ShouldBe("bad_request");
    }
}
