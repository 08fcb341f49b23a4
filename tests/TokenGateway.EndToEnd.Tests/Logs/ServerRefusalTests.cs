using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.EndToEnd.Tests.Limits;
using TokenGateway.EndToEnd.Tests.Redis;
using TokenGateway.Testing;
using TokenGateway.Testing.Http2;

namespace TokenGateway.EndToEnd.Tests.Logs;

/// <summary>Requests that the server refuses never reach the gateway's pipeline, but are logged anyway.</summary>
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

    /// <summary>HTTP/2 input that the server cannot read, which ends the stream or, for shared state, the connection (RFC 9113, 5.4).</summary>
    public static TheoryData<string, string, string, string, string> Http2Requests => new()
    {
        { "no path", Marker, "x-note", "stream", "PROTOCOL_ERROR" },
        { "long target", "/open/?" + new string('q', 8200) + Marker, "x-note", "stream", "PROTOCOL_ERROR" },
        { "upper case", "/open/", "X-Note", "connection", "PROTOCOL_ERROR" },
        { "hop-by-hop", "/open/", "connection", "connection", "PROTOCOL_ERROR" },
        { "unknown pseudo-header", "/open/", ":note", "connection", "PROTOCOL_ERROR" },
        { "long field", "/open/", new string('n', 33_000), "connection", "COMPRESSION_ERROR" },
    };

    [Theory]
    [MemberData(nameof(Http2Requests))]
    public async Task One_line_tells_of_a_stream_or_a_connection(string what, string path, string field, string subject, string error)
    {
        await using var logged = await LoggedGateway.StartAsync(level: "Information", protocols: "Http2");
        using (var connection = await Http2Connection.OpenAsync(logged.Gateway.Edge))
        {
            await connection.BeginAsync(1, path, (field, Marker));
            (await connection.ReadAsync(frame => frame.Type is Http2FrameType.GoAway or Http2FrameType.ResetStream)).ShouldNotBeNull(what);
        }

        var lines = await logged.StopAndReadAsync();

        var line = JsonNode.Parse(lines.Where(one => one.Contains("TokenGateway.AccessLog", StringComparison.Ordinal)).ShouldHaveSingleItem(what))!;
        line["event"]!.ToString().ShouldBe("Http2Refusal");
        line["subject"]!.ToString().ShouldBe(subject);
        line["error"]!.ToString().ShouldBe(error);
        line["address"]!.ToString().ShouldBe("127.0.0.1");
        lines.ShouldAllBe(one => !one.Contains(Marker, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Http1", false)]
    [InlineData("Http2", false)]
    [InlineData("Http1AndHttp2", true)]
    public async Task One_line_tells_of_a_head_that_arrives_too_slowly(string protocols, bool isTls)
    {
        using var certificate = await TestCertificate.CreateAsync();
        await using var logged = await LoggedGateway.StartAsync(
            level: "Information", protocols: protocols, limits: """{ "RequestHeadersTimeout": "1s" }""", change: file =>
            {
                if (isTls)
                    (file["Kestrel"]!["Endpoints"]!["Edge"]!["Url"], file["Kestrel"]!["Endpoints"]!["Edge"]!["Certificate"]) =
                        ("https://127.0.0.1:0", new JsonObject { ["Path"] = certificate.File, ["KeyPath"] = certificate.KeyFile });
            });
        if (protocols == "Http1")
        {
            (await logged.SendAsync($"GET /open/{Marker} HTTP/1.1\r\nHost: a\r\n")).Status.ShouldBe(408);
        }
        else
        {
            using var connection = await Http2Connection.OpenAsync(logged.Gateway.Edge);
            await connection.BeginAsync(1, "/open/", ("x-long", Marker + new string('x', 20_000)));
            (await connection.ReadAsync(_ => false)).ShouldBeNull("the server ends the connection");
        }

        var lines = await logged.StopAndReadAsync();

        var line = JsonNode.Parse(lines.Where(one => one.Contains("TokenGateway.AccessLog", StringComparison.Ordinal)).ShouldHaveSingleItem())!;
        line["event"]!.ToString().ShouldBe("ServerRefusal");
        line["status"]!.GetValue<int>().ShouldBe(408);
        line["reason"]!.ToString().ShouldBe("Reading the request headers timed out");
        line["address"]!.ToString().ShouldBe("127.0.0.1");
        lines.ShouldAllBe(one => !one.Contains(Marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_that_the_gateway_ends_has_its_own_line_only()
    {
        await using var logged = await LoggedGateway.StartAsync(level: "Information", protocols: "Http2");
        var read = new TaskCompletionSource();
        logged.Upstream.Handler = async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await read.Task;
            context.Abort();
        };
        using (var connection = await Http2Connection.OpenAsync(logged.Gateway.Edge))
        {
            await connection.RequestAsync(1, "/status");
            (await connection.ReadAsync(frame => frame is { Type: Http2FrameType.Data, Payload.Length: > 0 })).ShouldNotBeNull();
            read.SetResult();
            (await connection.ReadAsync(frame => frame.Type == Http2FrameType.ResetStream)).ShouldNotBeNull();
        }

        var lines = await logged.StopAndReadAsync();

        lines.ShouldAllBe(one => !one.Contains("Http2Refusal", StringComparison.Ordinal));
        JsonNode.Parse(lines.Where(one => one.Contains("\"Request\"", StringComparison.Ordinal)).ShouldHaveSingleItem())!["outcome"]!.ToString().ShouldBe("upstream_truncated");
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
