namespace TokenGateway.EndToEnd.Tests.Targets;

/// <summary>Targets that a request names besides its own: decided in the same way, and forwarded in the upstream's terms.</summary>
public sealed class SecondTargetTests(SecondTargetTests.Edge edge) : IClassFixture<SecondTargetTests.Edge>
{
    [Theory]
    [InlineData("/dav/b", "/b")]
    [InlineData("/dav/b%20c/d", "/b%20c/d")]
    [InlineData("http://gateway.test/dav/b", "{upstream}b")]
    [InlineData("https://GATEWAY.test/dav/b", "{upstream}b")]
    [InlineData("http://gateway.test:80/dav/b", "{upstream}b")]
    public async Task A_destination_arrives_on_host_and_path_of_the_upstream(string destination, string expected)
    {
        foreach (var root in new[] { "/dav/a", "/composed/a" })
        {
            var exchange = await SendAsync("MOVE", root, "X-API-Key: " + edge.User, "Destination: " + destination);

            exchange.Forwarded.Header("Destination").ShouldBe(expected.Replace("{upstream}", edge.Upstream.Address, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/dav/private/x", 403, "insufficient_role")]
    [InlineData("http://gateway.test/dav/private/x", 403, "insufficient_role")]
    [InlineData("/read-only/x", 405, "method_not_allowed")]
    [InlineData("/gone/x", 404, "not_found")]
    [InlineData("/.tokengateway/me", 404, "not_found")]
    [InlineData("/elsewhere/x", 400, "bad_target")]
    [InlineData("/header-only/x", 400, "bad_target")]
    [InlineData("http://other.test/dav/b", 400, "bad_target")]
    [InlineData("dav/b", 400, "bad_target")]
    public async Task A_destination_that_the_token_may_not_write_is_refused(string destination, int status, string code)
    {
        foreach (var method in new[] { "MOVE", "COPY", "PUT" })
        {
            var exchange = await SendAsync(method, "/dav/a", "X-API-Key: " + edge.User, "Destination: " + destination);

            exchange.Status.ShouldBe(status);
            exchange.Code.ShouldBe(code);
            exchange.Seen.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Without_a_token_a_guarded_destination_is_401() =>
        (await SendAsync("MOVE", "/open/a", "Destination: /dav/b")).Status.ShouldBe(401);

    [Fact]
    public async Task A_copy_source_passes_where_the_route_forwards_it_and_nowhere_else()
    {
        var passed = await SendAsync("PUT", "/objects/a", "X-API-Key: " + edge.User, "x-amz-copy-source: /b/c");
        var refused = await SendAsync("PUT", "/dav/a", "X-API-Key: " + edge.User, "x-amz-copy-source: /b/c");

        passed.Forwarded.Header("x-amz-copy-source").ShouldBe("/b/c");
        refused.Status.ShouldBe(400);
        refused.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_preflight_that_goes_upstream_carries_none()
    {
        string[] preflight = ["Origin: https://app.test", "Access-Control-Request-Method: MOVE"];

        (await edge.SendAsync("OPTIONS", "/preflight/a", preflight)).Status.ShouldBe(200);
        (await edge.SendAsync("OPTIONS", "/preflight/a", [.. preflight, "Destination: /dav/private/x"])).Status.ShouldBe(400);
        (await edge.SendAsync("OPTIONS", "/preflight/a", [.. preflight, "X-HTTP-Method-Override: DELETE"])).Status.ShouldBe(400);
    }

    private Task<Exchange> SendAsync(string method, string path, params string[] headers) =>
        edge.SendRawAsync(RawRequest.Of(method, path, [.. headers, "Content-Length: 1"]) + "x");

    public sealed class Edge() : EdgeFixture("""
        {
          "dav": { "ClusterId": "legacy", "Match": { "Path": "/dav/{**rest}" }, "TokenGateway": { "Policy": "Default" },
            "Transforms": [ { "PathRemovePrefix": "/dav" } ] },
          "private": { "ClusterId": "legacy", "Match": { "Path": "/dav/private/{**rest}" }, "TokenGateway": { "Access": [ { "MinRole": "Administrators" } ] },
            "Transforms": [ { "PathRemovePrefix": "/dav" } ] },
          "composed": { "ClusterId": "legacy", "Match": { "Path": "/composed/{**rest}" }, "TokenGateway": { "Policy": "Default" },
            "Transforms": [ { "RequestHeader": "X-Composed", "Set": "yes" } ] },
          "read-only": { "ClusterId": "legacy", "Match": { "Path": "/read-only/{**rest}", "Methods": ["GET"] }, "TokenGateway": { "Policy": "Default" } },
          "elsewhere": { "ClusterId": "other", "Match": { "Path": "/elsewhere/{**rest}" }, "TokenGateway": { "Policy": "Default" } },
          "header-only": { "ClusterId": "legacy", "Match": { "Path": "/header-only/{**rest}" }, "TokenGateway": { "Policy": "Default", "Credentials": ["Authorization: Bearer"] } },
          "objects": { "ClusterId": "legacy", "Match": { "Path": "/objects/{**rest}" }, "TokenGateway": { "Policy": "Default", "DangerousForwardHeaders": ["x-amz-copy-source"] } },
          "preflight": { "ClusterId": "legacy", "Match": { "Path": "/preflight/{**rest}" }, "TokenGateway": { "Policy": "Default", "Preflight": "Forward" } },
          "open": { "ClusterId": "legacy", "Match": { "Path": "/open/{**rest}" }, "TokenGateway": { "Anonymous": true } }
        }
        """)
    {
        protected override System.Text.Json.Nodes.JsonObject Configuration(string upstream)
        {
            var configuration = base.Configuration(upstream);
            configuration["ReverseProxy"]!["Clusters"]!["other"] = configuration["ReverseProxy"]!["Clusters"]!["legacy"]!.DeepClone();
            return configuration;
        }
    }
}
