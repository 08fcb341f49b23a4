using System.Text.Json.Nodes;

namespace TokenGateway.EndToEnd.Tests.Access;

public sealed class SelfPathTests(SelfPathTests.Edge edge) : IClassFixture<SelfPathTests.Edge>
{
    private const string Path = "/.tokengateway/me";

    [Fact]
    public async Task The_bearer_learns_what_the_token_is_and_opens()
    {
        var exchange = await edge.GetAsync(Path, "X-API-Key: " + edge.User, "Connection: close");

        exchange.Status.ShouldBe(200);
        exchange.Answer.Header("Cache-Control").ShouldBe("no-store");
        exchange.Seen.ShouldBeEmpty();
        var me = JsonNode.Parse(exchange.Answer.Body[exchange.Answer.Body.IndexOf('{', StringComparison.Ordinal)..(exchange.Answer.Body.LastIndexOf('}') + 1)])!;
        me["id"]!.ToString().ShouldBe("1");
        me["name"]!.ToString().ShouldBe("test");
        me["owner"]!.ToString().ShouldBe("uma");
        me["realm"]!.ToString().ShouldBe("default");
        me["role"]!.ToString().ShouldBe("Users");
        me["permissions"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["orders:read"]);
        me.AsObject().ContainsKey("expiresAt").ShouldBeTrue();
        var routes = me["routes"]!.AsArray().ToDictionary(one => one!["route"]!.ToString(), one => one!["methods"]!.AsArray().Select(method => method!.ToString()).ToArray(), StringComparer.Ordinal);
        routes.Keys.ShouldBe(["orders", "rest", "status"], ignoreOrder: true);
        routes["orders"].ShouldBe(["GET", "HEAD"], ignoreOrder: true);
        exchange.Answer.Body.ShouldNotContain(edge.User);
    }

    [Theory]
    [InlineData("", 401, "missing_token")]
    [InlineData("wrong", 401, "invalid_token")]
    public async Task Without_a_right_token_it_says_nothing(string token, int status, string code)
    {
        var exchange = token.Length == 0 ? await edge.GetAsync(Path) : await edge.GetAsync(Path, "X-API-Key: " + token);

        exchange.Status.ShouldBe(status);
        exchange.Code.ShouldBe(code);
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        var exchange = await edge.SendAsync(method, Path, "X-API-Key: " + edge.User, "Content-Length: 0");

        exchange.Status.ShouldBe(405);
        exchange.Answer.Header("Allow").ShouldBe("GET, HEAD");
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Head_has_the_head_of_get_and_no_body()
    {
        var exchange = await edge.SendAsync("HEAD", Path, "X-API-Key: " + edge.User);

        exchange.Status.ShouldBe(200);
        exchange.Answer.Header("Content-Type").ShouldStartWith("application/json");
        exchange.Answer.Body.ShouldBeEmpty();
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_health_path_answers_without_a_token_ahead_of_every_route()
    {
        var get = await edge.GetAsync("/edge-health");
        var head = await edge.SendAsync("HEAD", "/edge-health");

        get.Status.ShouldBe(200);
        get.Answer.Body.ShouldContain("ok");
        head.Status.ShouldBe(200);
        head.Answer.Body.ShouldBeEmpty();
        get.Seen.ShouldBeEmpty();
        head.Seen.ShouldBeEmpty();
    }

    public sealed class Edge() : EdgeFixture(
        """{ "rest": { "ClusterId": "legacy", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Anonymous": true } } }""",
        """{ "EdgeHealthPath": "/edge-health" }""");
}
