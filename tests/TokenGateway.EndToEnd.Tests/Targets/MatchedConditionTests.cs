using System.Text.Json.Nodes;
using TokenGateway.Configuration.Errors;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Targets;

/// <summary>A protected route next to a public one: a match condition applies as written, or the request is refused.</summary>
public sealed class MatchedConditionTests
{
    [Theory]
    [InlineData("""{ "Path": "/caf\u00e9/{**rest}" }""", "GET /caf%C3%A9/x", "any.test")]
    [InlineData("""{ "Path": "/caf\u00e9/{**rest}" }""", "GET /CAF%c3%a9/x", "any.test")]
    [InlineData("""{ "Path": "/admin area/{**rest}" }""", "GET /admin%20area/x", "any.test")]
    [InlineData("""{ "Path": "/100%/{**rest}" }""", "GET /100%25/x", "any.test")]
    [InlineData("""{ "Path": "/x/{**rest}", "Methods": ["get"] }""", "GET /x/y", "any.test")]
    [InlineData("""{ "Path": "/x/{**rest}", "Methods": ["get"] }""", "HEAD /x/y", "any.test")]
    [InlineData("""{ "Hosts": ["b\u00fccher.test"] }""", "GET /", "xn--bcher-kva.test")]
    [InlineData("""{ "Hosts": ["*.f.test:443"] }""", "GET /", "a.f.test:443")]
    public async Task Guarded_route_decides_what_its_condition_says(string match, string request, string host)
    {
        await using var gateway = await TestGateway.StartAsync(Configuration(match));

        Raw.StatusOf(await Raw.SendAsync(gateway.Edge, $"{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).ShouldBe(401);
    }

    [Theory]
    [InlineData("""{ "Path": "/caf%C3%A9/{**rest}" }""", "Match:Path: no request can match a percent-encoded text")]
    [InlineData("""{ "Hosts": ["admin.test,b.test"] }""", "Match:Hosts:0: no request can name this host; write each host as an entry of its own")]
    [InlineData("""{ "Path": "/x", "Headers": [ { "Name": "X-Stage", "Values": ["a,b"] } ] }""", "Match:Headers:0:Values:0: no header has this value")]
    [InlineData("""{ "Path": "/x", "Methods": ["TRACE"] }""", "Match:Methods:0: no request can match")]
    public async Task Condition_that_no_request_fulfils_is_refused_at_start(string match, string message)
    {
        var failure = await Should.ThrowAsync<ConfigurationInvalidException>(async () => await TestGateway.StartAsync(Configuration(match)));

        failure.Message.ShouldContain($"ReverseProxy:Routes:guarded:{message}");
    }

    private static JsonObject Configuration(string match)
    {
        var configuration = Configs.AnyToken("http://127.0.0.1:9/");
        configuration["ReverseProxy"]!["Routes"] = new JsonObject
        {
            ["guarded"] = JsonNode.Parse($$"""{ "ClusterId": "api", "Match": {{match}}, "TokenGateway": { "Policy": "Default" } }"""),
            ["open"] = JsonNode.Parse("""{ "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Anonymous": true } }"""),
        };
        return configuration;
    }
}
