using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Dataprep;

/// <summary>The calls about tokens that are there, who calls, and the words of refusals.</summary>
public sealed class TokenCallTests(DataprepSample sample) : IClassFixture<DataprepSample>
{
    private readonly DialectGateway _gateway = sample.Gateway;

    [Fact]
    [Promise("Dataprep", "`GET /v4/apiAccessTokens` and `/{tokenId}` show the caller's tokens.", "the five fields of each, never the value; `limit` and `offset`")]
    public async Task List_and_one()
    {
        var (value, id) = await sample.CreateAsync("dana", """{ "lifetimeSeconds": 600, "description": "listed" }""");
        var bearer = $"Bearer {value}";

        var one = await _gateway.SendAsAsync(bearer, "GET", $"{DataprepSample.Tokens}/{id}");
        one.Status.ShouldBe(200);
        one.Json.AsObject().Select(member => member.Key).ShouldBe(["tokenId", "description", "expiredAt", "lastUsed", "createdAt"]);
        one.Json["tokenId"]!.ToString().ShouldBe(id);

        var all = (await _gateway.SendAsAsync(bearer, "GET", DataprepSample.Tokens + "?limit=1000")).Json["data"]!.AsArray();
        JsonNode.DeepEquals(Without(all.Single(token => token!["tokenId"]!.ToString() == id)!, "lastUsed"), Without(one.Json, "lastUsed")).ShouldBeTrue();
        (await _gateway.SendAsAsync(bearer, "GET", DataprepSample.Tokens + "?limit=1")).Json["data"]!.AsArray().Count.ShouldBe(1);
        (await _gateway.SendAsAsync(bearer, "GET", $"{DataprepSample.Tokens}?offset={all.Count}")).Json["data"]!.AsArray().ShouldBeEmpty();
        (await _gateway.SendAsAsync(bearer, "GET", DataprepSample.Tokens + "?limit=many")).Status.ShouldBe(400);
        Secrets.IsIn(all.ToJsonString(), value).ShouldBeFalse();

        var (other, _) = await sample.CreateAsync("ada");
        (await _gateway.SendAsAsync($"Bearer {other}", "GET", $"{DataprepSample.Tokens}/{id}")).Status.ShouldBe(404);
        (await _gateway.SendAsAsync($"Bearer {other}", "GET", DataprepSample.Tokens)).Body.ShouldNotContain(id);
    }

    [Fact]
    [Promise("Dataprep", "`DELETE /v4/apiAccessTokens/{tokenId}` deletes the token.", "204, then 410 for every call about it; the token is refused at once")]
    public async Task Deleted_is_gone()
    {
        var (value, id) = await sample.CreateAsync();
        var (keeper, _) = await sample.CreateAsync();

        var deleted = await _gateway.SendAsAsync($"Bearer {keeper}", "DELETE", $"{DataprepSample.Tokens}/{id}");

        deleted.Status.ShouldBe(204);
        deleted.Body.ShouldBeEmpty();
        (await _gateway.SendAsAsync($"Bearer {value}", "GET", "/v4/flows")).Status.ShouldBe(401);
        (await _gateway.SendAsAsync($"Bearer {keeper}", "DELETE", $"{DataprepSample.Tokens}/{id}")).Status.ShouldBe(410);
        var gone = await _gateway.SendAsAsync($"Bearer {keeper}", "GET", $"{DataprepSample.Tokens}/{id}");
        gone.Status.ShouldBe(410);
        gone.Json["exception"]!["name"]!.ToString().ShouldBe("ResourceGoneException");
        (await _gateway.SendAsAsync($"Bearer {keeper}", "GET", $"{DataprepSample.Tokens}/{Guid.NewGuid()}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Id_of_a_token_is_found_in_upper_case_too()
    {
        var (value, id) = await sample.CreateAsync();

        var found = await _gateway.SendAsAsync($"Bearer {value}", "GET", $"{DataprepSample.Tokens}/{id.ToUpperInvariant()}");

        found.Status.ShouldBe(200);
        found.Json["tokenId"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task Token_that_was_imported_without_an_id_is_known_by_its_number()
    {
        var (keeper, _) = await sample.CreateAsync();
        var (strangers, _) = await sample.CreateAsync("ada");
        var legacy = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var file = Path.Combine(_gateway.Gateway.Folder, "legacy.csv");
        await File.WriteAllTextAsync(file, $"sha256,owner,description\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(legacy)))},dana,legacy\n");
        var imported = await _gateway.Gateway.CliAsync("token", "import", file);
        imported.ExitCode.ShouldBe(0, imported.Error);

        var listed = (await _gateway.SendAsAsync($"Bearer {keeper}", "GET", DataprepSample.Tokens + "?limit=1000")).Json["data"]!.AsArray();
        var path = $"{DataprepSample.Tokens}/{listed.Single(token => token!["description"]!.ToString() == "legacy")!["tokenId"]}";

        (await _gateway.SendAsAsync($"Bearer {strangers}", "GET", path)).Status.ShouldBe(404, "an administrator's calls are about the own tokens, too");
        (await _gateway.SendAsAsync($"Bearer {keeper}", "GET", path)).Json["description"]!.ToString().ShouldBe("legacy");
        (await _gateway.SendAsAsync($"Bearer {keeper}", "DELETE", path)).Status.ShouldBe(204);
        (await _gateway.SendAsAsync($"Bearer {keeper}", "GET", path)).Status.ShouldBe(410);
    }

    [Fact]
    public async Task Many_who_delete_at_once_delete_once()
    {
        var (keeper, _) = await sample.CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            var (_, id) = await sample.CreateAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _gateway.SendAsAsync($"Bearer {keeper}", "DELETE", $"{DataprepSample.Tokens}/{id}")));

            answers.Select(answer => answer.Status).Order().ShouldBe([204, .. Enumerable.Repeat(410, 7)]);
        }
    }

    [Fact]
    public async Task Person_who_calls()
    {
        var (value, _) = await sample.CreateAsync();

        var person = (await _gateway.SendAsAsync($"Bearer {value}", "GET", "/v4/people/current")).Json;

        ((long)person["id"]!).ShouldBeGreaterThan(0);
        JsonNode.DeepEquals(person, JsonNode.Parse($$"""{"id":{{person["id"]}},"email":"dana@example.com","name":"Dana Doe","isAdmin":false}""")).ShouldBeTrue(person.ToJsonString());
    }

    [Fact]
    [Promise("Dataprep", "`GET /v4/open-api-spec` lists the endpoints as JSON.", "the upstream's OpenAPI document plus the calls that the gateway serves; without one, only these")]
    public async Task Document_of_the_calls()
    {
        var (value, _) = await sample.CreateAsync();

        var document = (await _gateway.SendAsAsync($"Bearer {value}", "GET", "/v4/open-api-spec")).Json;

        document["openapi"]!.ToString().ShouldBe("3.0.3");
        document["paths"]!.AsObject().Select(path => path.Key).ShouldBe(["/v4/apiAccessTokens", "/v4/apiAccessTokens/{tokenId}", "/v4/people/current", "/v4/open-api-spec"]);
    }

    [Theory]
    [InlineData("""{"openapi":"3.1.0","info":{"title":"Flows"},"servers":[{"url":"/v4"}],"paths":{"/flows":{"get":{}},"/apiAccessTokens":{"post":{"summary":"theirs"}},"/apiAccessTokens/{id}":{"patch":{}}}}""",
        "/flows /apiAccessTokens /apiAccessTokens/{id} /v4/people/current /v4/open-api-spec", "3.1.0")]
    [InlineData("""{"swagger":"2.0","paths":{"/v4/flows":{}}}""",
        "/v4/flows /v4/apiAccessTokens /v4/apiAccessTokens/{tokenId} /v4/people/current /v4/open-api-spec", "2.0")]
    public async Task Document_of_the_upstream_gets_ours_as_well(string theirs, string paths, string version)
    {
        await using var own = await DialectGateway.StartAsync("dataprep");
        own.Upstream.Handler = context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.Headers.ETag = "\"1\"";
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
            return context.Response.WriteAsync(theirs);
        };
        var token = await own.IssueAsync("ada", "Administrators");

        var answer = await own.SendAsync("GET", "/v4/open-api-spec", headers: [("Authorization", $"Bearer {token.Value}"), ("If-None-Match", "\"1\""), ("Accept-Encoding", "gzip")]);

        answer.Status.ShouldBe(200);
        answer.Header("ETag").ShouldBeNull();
        answer.Json["paths"]!.AsObject().Select(path => path.Key).ShouldBe(paths.Split(' '));
        (answer.Json["openapi"] ?? answer.Json["swagger"])!.ToString().ShouldBe(version);
        answer.Json["paths"]![paths.Split(' ')[1]]!["post"]!["summary"]!.ToString().ShouldBe("Create an API access token");
        own.Upstream.Last.Header("X-Auth-User").ShouldBe("ada");
    }

    [Theory]
    [InlineData(404, "application/json", "{}", 200)]
    [InlineData(200, "text/html", "<html>", 200)]
    [InlineData(200, "application/json", "[broken", 200)]
    [InlineData(503, "application/json", "{}", 503)]
    public async Task Where_the_upstream_has_no_document_ours_stands_alone(int status, string type, string body, int expected)
    {
        await using var own = await DialectGateway.StartAsync("dataprep");
        own.Upstream.Handler = context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            return context.Response.WriteAsync(body);
        };
        var token = await own.IssueAsync("ada", "Administrators");

        var answer = await own.SendAsAsync($"Bearer {token.Value}", "GET", "/v4/open-api-spec");

        answer.Status.ShouldBe(expected);
        if (body is "[broken" || expected != 200)
            answer.Body.ShouldBe(body);
        else
            answer.Json["paths"]!.AsObject().Count.ShouldBe(4);
        (await own.SendAsync("GET", "/v4/open-api-spec")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("/v3/flows")]
    [InlineData("/v4/flows")]
    [InlineData("/v12/flows?embed=x")]
    [Promise("Dataprep", "A token works on every version of the API.", "one route for `/v3`, `/v4` and later versions")]
    public async Task Every_version(string path)
    {
        var (value, _) = await sample.CreateAsync();

        (await _gateway.SendAsAsync($"Bearer {value}", "GET", path)).Status.ShouldBe(200);
        _gateway.Upstream.Last.Target.ShouldBe(path);
        Secrets.FoundIn(_gateway.Upstream.Last, value).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusals_are_exceptions_with_the_requests_id()
    {
        var none = await _gateway.SendAsync("GET", "/v4/flows");

        none.Status.ShouldBe(401);
        none.Body.ShouldBe("""{"exception":{"name":"UnauthenticatedException","message":"Authentication is required","details":"Authentication is required"}}""");
        none.Header("x-trifacta-request-id").ShouldBe(none.Header("X-Request-Id"));
        none.Header("WWW-Authenticate").ShouldBe("Bearer");
    }

    [Fact]
    [Promise("Dataprep", "Beyond the limit of requests: 429 with `x-rate-limit-user-limit`, `-remaining`, `-reset` and `x-retry-after`.", "from the route's rate limit; the reset time in milliseconds since 1970")]
    public async Task Limit_is_told_in_its_headers()
    {
        await using var own = await DialectGateway.StartAsync("dataprep", all => all["TokenGateway"]!["RateLimits"]!["user"]!["Permits"] = 1);
        var token = await own.IssueAsync("dana", "Members");
        var answer = await own.SendAsAsync($"Bearer {token.Value}", "GET", "/v4/flows");
        for (var i = 0; i < 3 && answer.Status == 200; i++)
            answer = await own.SendAsAsync($"Bearer {token.Value}", "GET", "/v4/flows");

        answer.Status.ShouldBe(429);
        answer.Json["exception"]!["name"]!.ToString().ShouldBe("TooManyRequestsException");
        answer.Header("x-rate-limit-user-limit").ShouldBe("1");
        answer.Header("x-rate-limit-user-remaining").ShouldBe("0");
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        long.Parse(answer.Header("x-rate-limit-user-reset")!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(now - 60_000, now + 61_000);
        answer.Header("x-retry-after").ShouldBe(answer.Header("Retry-After"));
    }

    private static JsonNode Without(JsonNode node, string member)
    {
        var copy = node.DeepClone();
        copy.AsObject().Remove(member);
        return copy;
    }
}
