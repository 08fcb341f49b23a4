using System.Text.Json.Nodes;

namespace TokenGateway.EndToEnd.Tests.Headers;

/// <summary>Upstream addresses in response headers, on routes that rewrite them and on others.</summary>
public sealed class LocationTests(LocationTests.Edge edge) : IClassFixture<LocationTests.Edge>
{
    [Theory]
    [InlineData("/cut/a", "/b?c=d#e", "/cut/b?c=d#e")]
    [InlineData("/cut/a", "{U}b%2Fc", "/cut/b%2Fc")]
    [InlineData("/cut/a", "{U}", "/cut/")]
    [InlineData("/cut/a", "//{H}/b", "/cut/b")]
    [InlineData("/cut/a", "http://{H}?c", "/cut/?c")]
    [InlineData("/cut/a", "b", "b")]
    [InlineData("/cut/a", "https://{H}/b", "https://{H}/b")]
    [InlineData("/cut/a", "http://elsewhere.test/b", "http://elsewhere.test/b")]
    [InlineData("/cut/a", "http://{H}.elsewhere.test/b", "http://{H}.elsewhere.test/b")]
    [InlineData("/cut/a", "http://x@{H}/b", "http://x@{H}/b")]
    [InlineData("/both/a", "/new/b", "/both/b")]
    [InlineData("/both/a", "/new", "/both/")]
    [InlineData("/both/a", "/newer/b", "/newer/b")]
    [InlineData("/deep/a", "/v1/api/b", "/b")]
    [InlineData("/deep/a", "/v1/other", "/v1/other")]
    [InlineData("/left/a", "{U}b", "{U}b")]
    public async Task Location_is_true_for_the_client(string target, string said, string told)
    {
        var authority = new Uri(edge.Upstream.Address).Authority;
        string Fill(string text) => text.Replace("{U}", edge.Upstream.Address, StringComparison.Ordinal).Replace("{H}", authority, StringComparison.Ordinal);
        edge.Upstream.Handler = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = context.Response.Headers.ContentLocation = Fill(said);
            return Task.CompletedTask;
        };

        var exchange = await edge.GetAsync(target);

        exchange.Answer.Header("Location").ShouldBe(Fill(told));
        exchange.Answer.Header("Content-Location").ShouldBe(Fill(told));
    }

    [Theory]
    [InlineData("/cut/a", "a=b; Path=/; Secure", "a=b; Path=/cut; Secure")]
    [InlineData("/cut/a", "a=b;path=/x/; HttpOnly", "a=b; path=/cut/x; HttpOnly")]
    [InlineData("/cut/a", "a=b; Secure", "a=b; Secure")]
    [InlineData("/cut/a", "path=/x", "path=/x")]
    [InlineData("/both/a", "a=b; Path=/", "a=b; Path=/")]
    [InlineData("/left/a", "a=b; Path=/", "a=b; Path=/")]
    public async Task So_are_the_paths_of_cookies(string target, string said, string told)
    {
        edge.Upstream.Handler = context =>
        {
            context.Response.Headers.SetCookie = said;
            return Task.CompletedTask;
        };

        (await edge.GetAsync(target)).Answer.Header("Set-Cookie").ShouldBe(told);
    }

    public sealed class Edge() : EdgeFixture("""
        {
          "cut": { "ClusterId": "legacy", "Match": { "Path": "/cut/{**rest}" }, "TokenGateway": { "Anonymous": true, "RewriteLocation": true },
            "Transforms": [ { "PathRemovePrefix": "/cut" } ] },
          "both": { "ClusterId": "legacy", "Match": { "Path": "/both/{**rest}" }, "TokenGateway": { "Anonymous": true, "RewriteLocation": true },
            "Transforms": [ { "PathRemovePrefix": "/both" }, { "PathPrefix": "/new" } ] },
          "deep": { "ClusterId": "deep", "Match": { "Path": "/deep/{**rest}" }, "TokenGateway": { "Anonymous": true, "RewriteLocation": true } },
          "left": { "ClusterId": "legacy", "Match": { "Path": "/left/{**rest}" }, "TokenGateway": { "Anonymous": true },
            "Transforms": [ { "PathRemovePrefix": "/left" } ] }
        }
        """)
    {
        protected override JsonObject Configuration(string upstream)
        {
            var configuration = base.Configuration(upstream);
            configuration["ReverseProxy"]!["Clusters"]!["deep"] = JsonNode.Parse($$"""{ "Destinations": { "a": { "Address": "{{upstream}}v1/api/" } } }""");
            return configuration;
        }
    }
}
