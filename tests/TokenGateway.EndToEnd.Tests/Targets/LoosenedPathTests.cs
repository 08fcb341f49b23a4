using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Targets;

/// <summary>
/// Paths with what a route allows reach an upstream unchanged, over HTTP/1.1 and HTTP/2, and are refused where another reading of the
/// path belongs to another route.
/// </summary>
public sealed class LoosenedPathTests
{
    private const string All = "\"AllowEncodedSlash\": true, \"AllowPathParameters\": true, \"AllowEmptySegments\": true, \"AllowDoubleEncoding\": true, \"AllowTrailingDots\": true, \"AllowNonUtf8\": true";

    private static readonly string[] Kept =
    [
        "/files/100%25ab.txt", "/files/job/feature%252Fx/1/", "/files/Acme_Inc.", "/files/wait...", "/files/www.example.com./A", "/files/x%2e", "/files/caf%E9", "/files/caf%e9/%ff%FEx.",
        "/files/%25E9%2541/%7e?q=%E9&r=a.%252F", "/files/a%25", "/files/%ed%a0%80", "/files/caf%C3%A9%E9",
    ];

    [Fact]
    public async Task Every_byte_arrives_over_http1()
    {
        await using var upstream = RawUpstream.Start(async (_, stream, _) =>
        {
            await RawUpstream.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            return true;
        });
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, "{}"));

        foreach (var target in Kept)
            Raw.StatusOf(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", target))).ShouldBe(200, target);

        upstream.Heads.Select(head => head.Split("\r\n")[0]).ShouldBe(Kept.Select(target => $"GET {target} HTTP/1.1"));
    }

    [Fact]
    public async Task Every_byte_arrives_over_http2()
    {
        await using var upstream = await TestUpstream.StartAsync(HttpProtocols.Http2);
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, """{ "Version": "2", "VersionPolicy": "RequestVersionExact" }"""));

        foreach (var target in Kept)
            Raw.StatusOf(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", target))).ShouldBe(200, target);

        upstream.Seen.Select(one => one.Target).ShouldBe(Kept);
    }

    [Theory]
    [InlineData("/cut/files/100%25ab.txt", "/files/100%25ab.txt")]
    [InlineData("/c%75t/x./caf%E9", "/x./caf%E9")]
    [InlineData("/cut/%E9", "/%E9")]
    public async Task Path_transforms_keep_the_bytes(string target, string forwarded)
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, "{}"));

        Raw.StatusOf(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", target))).ShouldBe(200);

        upstream.Last.Target.ShouldBe(forwarded);
    }

    [Theory]
    [InlineData("/files/private%252Fx")]
    [InlineData("/files/private%25%32fx")]
    [InlineData("/files/%2570rivate/x")]
    [InlineData("/files/private./x")]
    [InlineData("/files/private.../x")]
    [InlineData("/files/private%2e/x")]
    [InlineData("/files/private%252e/x")]
    [InlineData("/files/priv%E9ate/x")]
    [InlineData("/files/private%E9/x")]
    [InlineData("/files/private%25E9/x")]
    [InlineData("/files/private.%E9/x")]
    [InlineData("/files/private.;a/x")]
    [InlineData("/files/private.%2Fx")]
    [InlineData("/files/%E9/private/x")]
    [InlineData("/files/r%E9sum%E9/x")]
    [InlineData("/files/r%25E9sum%25E9/x")]
    [InlineData("/files%252Fprivate/x")]
    public async Task Path_of_another_route_in_another_reading_is_refused(string target)
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, "{}"));

        var answer = RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", target)));

        answer.Status.ShouldBeOneOf(400, 404);
        upstream.Seen.ShouldBeEmpty();
        if (answer.Status == 400)
            answer.Problem("detail").ShouldBe("Another reading of the path belongs to another route.");
    }

    [Theory]
    [InlineData("double", "/only-double/a%252Fb", "/only-double/a.")]
    [InlineData("dots", "/only-dots/a.", "/only-dots/caf%E9")]
    [InlineData("bytes", "/only-bytes/caf%E9", "/only-bytes/a%252Fb")]
    public async Task Each_is_allowed_alone(string what, string allowed, string refused)
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, "{}"));

        Raw.StatusOf(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", allowed))).ShouldBe(200, what);
        Raw.StatusOf(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", refused))).ShouldBe(400, what);
    }

    [Fact]
    public async Task Path_with_more_readings_than_are_looked_at_is_told_as_that()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configured(upstream.Address, "{}"));

        var answer = RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/files/a.;x%2Fb//c%252Fd%E9e./%25e9;%3bf")));

        answer.Problem("detail").ShouldBe("The path has too many possible readings.");
    }

    private static JsonObject Configured(string upstream, string clusterRequest)
    {
        var configuration = Configs.AnyToken(upstream, clusterRequest: clusterRequest);
        configuration["ReverseProxy"]!["Routes"] = JsonNode.Parse($$"""
            {
              "files": { "ClusterId": "api", "Match": { "Path": "/files/{**rest}" }, "TokenGateway": { "Anonymous": true, {{All}} } },
              "private": { "ClusterId": "api", "Match": { "Path": "/files/private/{**rest}" }, "TokenGateway": { "Policy": "Default" } },
              "resume": { "ClusterId": "api", "Match": { "Path": "/files/résumé/{**rest}" }, "TokenGateway": { "Policy": "Default" } },
              "cut": { "ClusterId": "api", "Match": { "Path": "/cut/{**rest}" }, "Transforms": [ { "PathRemovePrefix": "/cut" } ], "TokenGateway": { "Anonymous": true, {{All}} } },
              "double": { "ClusterId": "api", "Match": { "Path": "/only-double/{**rest}" }, "TokenGateway": { "Anonymous": true, "AllowDoubleEncoding": true } },
              "dots": { "ClusterId": "api", "Match": { "Path": "/only-dots/{**rest}" }, "TokenGateway": { "Anonymous": true, "AllowTrailingDots": true } },
              "bytes": { "ClusterId": "api", "Match": { "Path": "/only-bytes/{**rest}" }, "TokenGateway": { "Anonymous": true, "AllowNonUtf8": true } }
            }
            """);
        return configuration;
    }
}
