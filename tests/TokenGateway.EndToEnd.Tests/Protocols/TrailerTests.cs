using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>
/// Trailers of the upstream. The server sends none over HTTP/1.1: there they are not announced, and the body is unaffected. Over HTTP/2
/// they arrive, whatever protocol the upstream uses.
/// </summary>
public sealed class TrailerTests
{
    private const string Http2Cluster = """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }""";

    private const string Chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\nTrailer: X-Cost\r\nX-Kind: a\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 6\r\nX-Cost: 3\r\n\r\n";

    [Fact]
    public async Task A_body_with_trailers_is_complete_without_them_over_http1()
    {
        await using var upstream = await TestUpstream.StartAsync(HttpProtocols.Http2);
        upstream.Handler = async context =>
        {
            context.Response.DeclareTrailer("X-Sum");
            await context.Response.WriteAsync("abc");
            context.Response.AppendTrailer("X-Sum", "6");
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, clusterRequest: Http2Cluster));

        var answer = await AskAsync(gateway, "/open/");

        answer.Status.ShouldBe(200);
        answer.Head.ShouldContain("Transfer-Encoding: chunked\r\n");
        answer.Head.ShouldNotContain("Trailer:");
        answer.Body.ShouldBe("abc");
    }

    [Theory]
    [InlineData("/open/")]
    [InlineData("/transformed/")]
    [InlineData("/copied/")]
    public async Task Trailers_that_cannot_be_sent_are_not_announced(string path)
    {
        await using var upstream = RawUpstream.Sends(Chunked);
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, "Http1"));

        var answer = await AskAsync(gateway, path);

        answer.Status.ShouldBe(200);
        answer.Head.ShouldContain("X-Kind: a\r\n");
        answer.Head.ShouldNotContain("Trailer:");
        answer.Body.ShouldBe("abc");
    }

    [Fact]
    public async Task An_answer_without_a_body_announces_none_either()
    {
        await using var upstream = RawUpstream.Sends("HTTP/1.1 304 Not Modified\r\nTrailer: X-Sum\r\nETag: \"7\"\r\nConnection: close\r\n\r\n");
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, "Http1"));

        var answer = await AskAsync(gateway, "/open/");

        answer.Status.ShouldBe(304);
        answer.Head.ShouldNotContain("Trailer:");
    }

    [Theory]
    [InlineData("/open/")]
    [InlineData("/transformed/")]
    [InlineData("/copied/")]
    public async Task Trailers_of_an_http1_upstream_reach_a_client_that_speaks_http2(string path)
    {
        await using var upstream = RawUpstream.Sends(Chunked);
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, "Http2"));
        using var client = gateway.CreateClient();

        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        });

        (await answer.Content.ReadAsStringAsync()).ShouldBe("abc");
        answer.Headers.GetValues("Trailer").ShouldBe(["X-Sum", "X-Cost"]);
        answer.TrailingHeaders.GetValues("X-Sum").ShouldBe(["6"]);
        answer.TrailingHeaders.GetValues("X-Cost").ShouldBe(["3"]);
    }

    private static System.Text.Json.Nodes.JsonObject Configured(string upstream, string protocols)
    {
        var configuration = Configs.AnyToken(upstream, protocols);
        var routes = configuration["ReverseProxy"]!["Routes"]!.AsObject();
        routes["transformed"] = System.Text.Json.Nodes.JsonNode.Parse("""
            { "ClusterId": "api", "Match": { "Path": "/transformed/{**rest}" }, "Transforms": [ { "ResponseHeader": "X-More", "Set": "1" } ], "TokenGateway": { "Anonymous": true } }
            """);
        routes["copied"] = System.Text.Json.Nodes.JsonNode.Parse("""
            { "ClusterId": "api", "Match": { "Path": "/copied/{**rest}" }, "Transforms": [ { "ResponseTrailersCopy": "true" }, { "ResponseHeadersCopy": "true" } ], "TokenGateway": { "Anonymous": true } }
            """);
        return configuration;
    }

    private static async Task<WireAnswer> AskAsync(TestGateway gateway, string path)
    {
        using var connection = await RawConnection.OpenAsync(gateway.Edge);
        await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: gateway.example\r\nTE: trailers\r\n\r\n");
        return await connection.ReadAsync();
    }
}
