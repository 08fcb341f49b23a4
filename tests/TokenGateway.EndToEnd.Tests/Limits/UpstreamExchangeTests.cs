using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>The HTTP client for upstreams adds no headers, follows no redirects and stores no cookies.</summary>
public sealed class UpstreamExchangeTests : IAsyncLifetime
{
    private LimitedEdge _edge = null!;

    public async Task InitializeAsync() => _edge = await LimitedEdge.StartAsync();

    public async Task DisposeAsync() => await _edge.DisposeAsync();

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_the_clients_to_follow(int status)
    {
        _edge.Upstream.Handler = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = _edge.Upstream.Address + "open/elsewhere?a=%2F";
            return context.Response.WriteAsync("moved");
        };

        var answer = await _edge.SendAsync(RawRequest.Of("GET", "/open/here"));

        answer.Status.ShouldBe(status);
        answer.Header("Location").ShouldBe(_edge.Upstream.Address + "open/elsewhere?a=%2F");
        answer.Body.ShouldContain("moved");
        _edge.Upstream.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_cookie_of_the_upstream_is_not_sent_back_with_another_request()
    {
        _edge.Upstream.Handler = context =>
        {
            context.Response.Headers.SetCookie = "session=alice; Path=/";
            return Task.CompletedTask;
        };

        (await _edge.SendAsync(RawRequest.Of("GET", "/open/"))).Header("Set-Cookie").ShouldBe("session=alice; Path=/");
        await _edge.SendAsync(RawRequest.Of("GET", "/open/"));

        _edge.Upstream.Seen.Count.ShouldBe(2);
        _edge.Upstream.Last.Header("Cookie").ShouldBeNull();
    }

    [Fact]
    public async Task Compressed_bytes_pass_as_they_are()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.ASCII.GetBytes(new string('a', 10_000)));
        _edge.Upstream.Handler = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentLength = packed.Length;
            return context.Response.Body.WriteAsync(packed.ToArray()).AsTask();
        };

        var answer = await _edge.SendAsync(RawRequest.Of("GET", "/open/"));

        answer.Header("Content-Encoding").ShouldBe("gzip");
        Encoding.Latin1.GetBytes(answer.Body).ShouldBe(packed.ToArray());
        _edge.Upstream.Last.Header("Accept-Encoding").ShouldBeNull();
    }

    [Fact]
    public async Task An_upstream_that_does_not_accept_is_504_long_before_an_answer_would_be_late()
    {
        using var deaf = new DeafListener();
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(deaf.Address));
        using var client = gateway.CreateClient();
        client.Timeout = TimeSpan.FromSeconds(30);

        using var response = await client.GetAsync("/open/");

        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await response.Content.ReadAsStringAsync()).ShouldContain("upstream_timeout");
    }

    [Fact]
    public async Task A_clusters_own_client_settings_still_hold()
    {
        await using var proxy = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken("http://upstream.test/");
        configuration["ReverseProxy"]!["Clusters"]!["api"]!["HttpClient"] = JsonNode.Parse($$"""{ "WebProxy": { "Address": "{{proxy.Address}}" } }""");
        await using var gateway = await TestGateway.StartAsync(configuration);

        Raw.StatusOf(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/open/a"))).ShouldBe(200);

        proxy.Last.Target.ShouldBe("http://upstream.test/open/a");
    }
}
