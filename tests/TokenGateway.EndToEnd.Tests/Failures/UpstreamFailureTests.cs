using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>An upstream that is down, slow, or breaks the connection.</summary>
public sealed class UpstreamFailureTests
{
    [Fact]
    public async Task An_upstream_that_is_down_is_502_and_works_again_when_it_is_back()
    {
        var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        using var client = gateway.CreateClient();
        await upstream.DisposeAsync();

        using var down = await client.GetAsync("/open/");
        await ShouldBeProblemAsync(down, 502, "upstream_unreachable");

        await using var another = await TestUpstream.StartAsync();
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(gateway.ConfigPath))!.AsObject();
        configuration["ReverseProxy"]!["Clusters"]!["api"]!["Destinations"]!["a"]!["Address"] = another.Address;
        await gateway.RewriteAsync(configuration);
        await Eventually.BecomesTrueAsync(async () => (await client.GetAsync("/open/")).IsSuccessStatusCode, "the new address is used");
    }

    [Fact]
    public async Task An_upstream_that_does_not_answer_in_time_is_504()
    {
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(
            upstream.Address, clusterRequest: """{ "ActivityTimeout": "00:00:01" }"""));
        using var client = gateway.CreateClient();

        using var response = await client.GetAsync("/open/");

        await ShouldBeProblemAsync(response, 504, "upstream_timeout");
    }

    [Theory]
    [InlineData("Http1", true)]
    [InlineData("Http1", false)]
    [InlineData("Http2", false)]
    public async Task An_answer_that_breaks_off_is_an_error_and_not_complete(string protocols, bool saysItsLength)
    {
        using var readHalf = new SemaphoreSlim(0);
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            if (saysItsLength)
                context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await readHalf.WaitAsync(context.RequestAborted);
            context.Abort();
        };
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address, protocols));
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/open/")
        {
            Version = protocols == "Http2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = await response.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte["half".Length]);
        readHalf.Release();

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task An_upstream_that_speaks_another_protocol_is_502()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.AnyToken(
            upstream.Address, clusterRequest: """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }"""));
        using var client = gateway.CreateClient();

        using var response = await client.GetAsync("/open/");

        await ShouldBeProblemAsync(response, 502, "upstream_unreachable");
    }

    private static async Task ShouldBeProblemAsync(HttpResponseMessage response, int status, string code)
    {
        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        problem["code"]!.GetValue<string>().ShouldBe(code);
        problem["status"]!.GetValue<int>().ShouldBe(status);
    }
}
