using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Access;

public sealed class CorsTests(CorsTests.Edge edge) : IClassFixture<CorsTests.Edge>
{
    private const string Origin = "Origin: https://app.test";
    private const string AsksFor = "Access-Control-Request-Method: DELETE";

    [Theory]
    [InlineData("/app/1")]
    [InlineData("/forward-app/1")]
    public async Task A_preflight_is_answered_from_the_routes_policy_without_a_token(string path)
    {
        var exchange = await edge.SendAsync("OPTIONS", path, Origin, AsksFor, "Access-Control-Request-Headers: authorization");

        exchange.Status.ShouldBe(204);
        exchange.Answer.Header("Access-Control-Allow-Origin").ShouldBe("https://app.test");
        exchange.Answer.Header("Access-Control-Allow-Methods").ShouldBe("DELETE");
        exchange.Answer.Header("Access-Control-Allow-Headers").ShouldBe("authorization");
        exchange.Answer.Header("Access-Control-Max-Age").ShouldBe("600");
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/app/1", "Origin: https://evil.test")]
    [InlineData("/orders/1", Origin)]
    [InlineData("/status", Origin)]
    public async Task A_preflight_that_no_policy_allows_is_refused_even_with_a_token(string path, string origin)
    {
        foreach (var header in new[] { "X-Other: x", "X-API-Key: " + edge.Administrator })
        {
            var exchange = await edge.SendAsync("OPTIONS", path, origin, AsksFor, header);

            exchange.Status.ShouldBe(403);
            exchange.Answer.Header("Access-Control-Allow-Origin").ShouldBeNull();
            exchange.Seen.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("Authorization: Bearer {T}", "")]
    [InlineData("X-API-Key: {T}", "")]
    [InlineData("X_API_Key: {T}", "")]
    [InlineData("X-Other: {T}", "")]
    [InlineData("X-Other: x", "?api_token={T}")]
    [InlineData("X-Other: x", "?API_TOKEN={T}")]
    [InlineData("X-Auth-User: adam", "?api_token=wrong")]
    public async Task A_forwarded_preflight_carries_neither_credential_nor_identity(string header, string query)
    {
        var target = "/forward/1" + query.Replace("{T}", edge.Administrator, StringComparison.Ordinal);
        var exchange = await edge.SendAsync("OPTIONS", target, Origin, AsksFor, header.Replace("{T}", edge.Administrator, StringComparison.Ordinal));

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Method.ShouldBe("OPTIONS");
        exchange.Forwarded.Target.ShouldBe("/forward/1");
        exchange.Forwarded.Header("Origin").ShouldBe("https://app.test");
        exchange.Forwarded.Headers.Keys.ShouldNotContain(name => name.StartsWith("X-Auth", StringComparison.OrdinalIgnoreCase));
        Secrets.FoundIn(exchange.Forwarded, edge.Administrator).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("an origin is missing", AsksFor, "X-Other: x")]
    [InlineData("the method is missing", Origin, "X-Other: x")]
    [InlineData("it has a body", Origin, AsksFor, "Content-Length: 1")]
    [InlineData("it has a chunked body", Origin, AsksFor, "Transfer-Encoding: chunked")]
    public async Task Any_other_options_is_an_ordinary_method(string why, params string[] headers)
    {
        var body = headers[^1].StartsWith("Content-Length", StringComparison.Ordinal) ? "x" : headers[^1].StartsWith("Transfer", StringComparison.Ordinal) ? "0\r\n\r\n" : "";

        foreach (var path in new[] { "/app/1", "/forward/1" })
        {
            var anonymous = await edge.SendRawAsync(RawRequest.Of("OPTIONS", path, headers) + body);
            anonymous.Status.ShouldBe(401, why);
            anonymous.Seen.ShouldBeEmpty();
        }

        var refused = await edge.SendRawAsync(RawRequest.Of("OPTIONS", "/orders/1", [.. headers.Prepend("X-API-Key: " + edge.Administrator)]) + body);
        refused.Status.ShouldBe(405, why);
        var allowed = await edge.SendRawAsync(RawRequest.Of("OPTIONS", "/app/1", [.. headers.Prepend("X-API-Key: " + edge.Administrator)]) + body);
        allowed.Forwarded.Header("X-Auth-User").ShouldBe("adam", why);
    }

    [Theory]
    [InlineData("{T}", "/app/1", 200)]
    [InlineData("", "/app/1", 401)]
    [InlineData("wrong", "/app/1", 401)]
    [InlineData("{U}", "/app/1", 403)]
    [InlineData("{T}", "/app/1?api_token=x", 400)]
    public async Task Answers_and_refusals_may_be_read_by_the_page(string token, string target, int status)
    {
        var value = token.Replace("{T}", edge.Administrator, StringComparison.Ordinal).Replace("{U}", edge.User, StringComparison.Ordinal);
        var exchange = await edge.GetAsync(target, value.Length == 0 ? [Origin] : [Origin, "X-API-Key: " + value]);

        exchange.Status.ShouldBe(status);
        exchange.Answer.Header("Access-Control-Allow-Origin").ShouldBe("https://app.test");
        exchange.Answer.Header("Access-Control-Expose-Headers").ShouldBe("X-Total");
        exchange.Answer.HeadersOf("Vary").ShouldContain(one => one.Contains("Origin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_origin_gets_the_answer_without_leave_to_read_it()
    {
        var exchange = await edge.GetAsync("/app/1", "Origin: https://evil.test", "X-API-Key: " + edge.Administrator);

        exchange.Status.ShouldBe(200);
        exchange.Answer.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task The_upstreams_own_headers_are_not_doubled()
    {
        edge.Upstream.Handler = PermissiveAsync;
        try
        {
            var withPolicy = await edge.GetAsync("/app/1", Origin, "X-API-Key: " + edge.Administrator);
            var without = await edge.GetAsync("/orders/1", Origin, "X-API-Key: " + edge.Administrator);

            withPolicy.Answer.Header("Access-Control-Allow-Origin").ShouldBe("https://app.test");
            withPolicy.Answer.Header("Access-Control-Allow-Credentials").ShouldBeNull();
            without.Answer.Header("Access-Control-Allow-Origin").ShouldBe("*");
        }
        finally
        {
            edge.Upstream.Handler = context => context.Response.WriteAsync("ok");
        }
    }

    public static TheoryData<string, string, string, int> Answers => new()
    {
        { "GET", "/app/1", "X-API-Key: {T}", 200 },
        { "GET", "/app/1", Origin + "|X-API-Key: {T}", 200 },
        { "GET", "/app/1", "Origin: https://evil.test|X-API-Key: {T}", 200 },
        { "GET", "/app/1", "Origin: null|X-API-Key: {T}", 200 },
        { "GET", "/app/1", "Origin: https://evil.test|" + Origin + "|X-API-Key: {T}", 200 },
        { "GET", "/app/1?api_token={T}", "X-Other: x", 200 },
        { "GET", "/any/1", "X-Other: x", 200 },
        { "GET", "/any/1", Origin, 200 },
        { "GET", "/app/1", "X-Other: x", 401 },
        { "GET", "/app/1", Origin + "|X-API-Key: wrong", 401 },
        { "GET", "/app/1", Origin + "|X-API-Key: {U}", 403 },
        { "PUT", "/app/1", "X-API-Key: {T}", 405 },
        { "GET", "/app/1?api_token={T}", "X-API-Key: {T}", 400 },
        { "GET", "/app/1%2F2", Origin + "|X-API-Key: {T}", 400 },
        { "GET", "/down/1", Origin, 502 },
        { "GET", "/down/1", "X-Other: x", 502 },
        { "OPTIONS", "/app/1", Origin + "|" + AsksFor, 204 },
        { "OPTIONS", "/any/1", Origin + "|" + AsksFor, 204 },
        { "OPTIONS", "/app/1", "Origin: https://evil.test|" + AsksFor, 403 },
        { "OPTIONS", "/app/1", AsksFor + "|X-API-Key: {T}", 200 },
        { "OPTIONS", "/forward-app/1", "Origin: https://evil.test|" + AsksFor, 200 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_route_with_a_policy_always_tells_caches_that_the_origin_matters(string method, string target, string headers, int status)
    {
        foreach (var upstreams in new[] { [], ["Origin"], ["Accept-Encoding, origin", "Accept"], ["*"], new[] { "ORIGIN,Origin", "Origin" } })
        {
            edge.Upstream.Handler = context =>
            {
                context.Response.Headers.Vary = upstreams;
                return context.Response.WriteAsync("ok");
            };
            try
            {
                var exchange = await edge.SendAsync(method, Filled(target), Filled(headers).Split('|'));

                exchange.Status.ShouldBe(status);
                var vary = exchange.Answer.HeadersOf("Vary").SelectMany(one => one.Split(',', StringSplitOptions.TrimEntries)).ToList();
                vary.Count(one => one.Equals("Origin", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
                if (exchange.Seen.Count == 1)
                    vary.ShouldContain(upstreams.SelectMany(one => one.Split(',', StringSplitOptions.TrimEntries)).FirstOrDefault("Origin"), StringComparer.OrdinalIgnoreCase);
            }
            finally
            {
                edge.Upstream.Handler = context => context.Response.WriteAsync("ok");
            }
        }
    }

    [Fact]
    public async Task A_route_without_a_policy_leaves_it_to_the_upstream()
    {
        var exchange = await edge.GetAsync("/orders/1", Origin, "Authorization: Bearer " + edge.Administrator);

        exchange.Answer.HeadersOf("Vary").ShouldNotContain(one => one.Contains("Origin", StringComparison.OrdinalIgnoreCase));
    }

    private string Filled(string text) =>
        text.Replace("{T}", edge.Administrator, StringComparison.Ordinal).Replace("{U}", edge.User, StringComparison.Ordinal);

    private static Task PermissiveAsync(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlAllowCredentials = "true";
        return context.Response.WriteAsync("ok");
    }

    public sealed class Edge() : EdgeFixture(
        """
        {
          "app": { "ClusterId": "legacy", "Match": { "Path": "/app/{**rest}" },
            "TokenGateway": { "Access": [ { "Methods": ["GET", "DELETE", "OPTIONS"], "MinRole": "Engineers" } ], "Cors": "app" } },
          "any": { "ClusterId": "legacy", "Match": { "Path": "/any/{**rest}" }, "TokenGateway": { "Anonymous": true, "Cors": "any" } },
          "down": { "ClusterId": "down", "Match": { "Path": "/down/{**rest}" }, "TokenGateway": { "Anonymous": true, "Cors": "app" } },
          "forward": { "ClusterId": "legacy", "Match": { "Path": "/forward/{**rest}" }, "TokenGateway": { "Policy": "Default", "Preflight": "Forward" } },
          "forward-app": { "ClusterId": "legacy", "Match": { "Path": "/forward-app/{**rest}" },
            "TokenGateway": { "Policy": "Default", "Preflight": "Forward", "Cors": "app" } }
        }
        """,
        """{ "Cors": { "app": { "Origins": ["https://app.test", "https://other.test"], "ExposedHeaders": ["X-Total"] }, "any": { "Origins": ["*"] } } }""")
    {
        protected override JsonObject Configuration(string upstream)
        {
            var sample = base.Configuration(upstream);
            sample["ReverseProxy"]!["Clusters"]!["down"] = JsonNode.Parse("""{ "Destinations": { "a": { "Address": "http://127.0.0.1:1/" } } }""");
            return sample;
        }
    }
}
