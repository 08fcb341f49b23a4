using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Conformance.Tests.Gcore;

/// <summary>The four refusals that Gcore's page names, and the others.</summary>
public sealed class RefusalTests(GcoreSample sample) : IClassFixture<GcoreSample>
{
    private const string Path = "/cloud/v1/projects";

    private readonly DialectGateway _gateway = sample.Gateway;

    [Fact]
    [Promise("Gcore", "No header: `Authentication credentials were not provided.`", "401 with exactly this message")]
    public async Task No_header() => await CheckAsync(null, "NotAuthenticated", "Authentication credentials were not provided.");

    [Theory]
    [InlineData("29841")]
    [InlineData("29841_")]
    [InlineData("29841$")]
    [InlineData("29841_abc")]
    [InlineData("29841$0123456789abcdef")]
    [InlineData("29841_0123456789012345678901234567890123456789-1")]
    [Promise("Gcore", "An incomplete value: `Bad permanent token: 29841`", "401 with exactly this message, which contains only the id")]
    public async Task Incomplete_value(string value) => await CheckAsync($"APIKey {value}", "AuthenticationFailed", "Bad permanent token: 29841");

    [Theory]
    [InlineData("deleted")]
    [InlineData("deactivated")]
    [InlineData("unknown")]
    [Promise("Gcore", "A token that is deleted, expired, deactivated or unknown: `Token is invalid or expired`", "401 with exactly this message in each case")]
    public async Task Dead_token(string how)
    {
        var token = await _gateway.IssueAsync("uma", "Users");
        var @operator = Actor.Operator("test");
        if (how == "deleted")
            await _gateway.Gateway.Tokens.DeleteAsync(@operator, token.Token.Id, CancellationToken.None);
        else if (how == "deactivated")
            await _gateway.Gateway.Tokens.DeactivateAsync(@operator, token.Token.Id, CancellationToken.None);
        var value = how == "unknown" ? token.Value[..^1] + (token.Value[^1] == 'a' ? 'b' : 'a') : token.Value;

        await CheckAsync($"APIKey {value}", "AuthenticationFailed", "Token is invalid or expired");
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [Promise("Gcore", "`Bearer` instead of `APIKey`: `Given token not valid for any token type`", "401 with exactly this message, for any value of `Bearer`")]
    public async Task Bearer_instead_of_the_prefix(string scheme)
    {
        var token = await _gateway.IssueAsync("uma", "Users");

        await CheckAsync($"{scheme} {token.Value}", "InvalidToken", "Given token not valid for any token type");
        await CheckAsync($"{scheme} eyJhbGciOiJIUzI1NiJ9.e30.x", "InvalidToken", "Given token not valid for any token type");
    }

    [Theory]
    [InlineData("authorization", "APIKey")]
    [InlineData("AUTHORIZATION", "apikey")]
    [InlineData("Authorization", "APIKEY")]
    [Promise("Gcore", "The header name is case-insensitive.", "header name and scheme are compared ignoring case")]
    public async Task Header_in_any_case(string header, string scheme)
    {
        var token = await _gateway.IssueAsync("uma", "Users");

        (await _gateway.SendAsync("GET", Path, headers: (header, $"{scheme} {token.Value}"))).Status.ShouldBe(200);
    }

    [Fact]
    [Promise("Gcore", "The prefix is not optional.", "a value without it does not authenticate and is not forwarded")]
    public async Task Value_without_the_prefix()
    {
        var token = await _gateway.IssueAsync("uma", "Users");
        _gateway.Upstream.Forget();

        await CheckAsync(token.Value, "NotAuthenticated", "Authentication credentials were not provided.");
        (await _gateway.SendAsAsync(token.Value, "GET", "/cloud/v1/regions/1")).Status.ShouldBe(401);
        _gateway.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    [Promise("Gcore", "The gateway does not accept the product's `Bearer` tokens.", "recognized on every route, including public ones, and never forwarded")]
    public async Task Bearer_is_not_forwarded_on_a_public_route()
    {
        await using var open = await DialectGateway.StartAsync(
            "gcore", all => all["ReverseProxy"]!["Routes"]!["cdn"]!["TokenGateway"] = new System.Text.Json.Nodes.JsonObject { ["Anonymous"] = true });

        (await open.SendAsAsync("Bearer eyJhbGciOiJIUzI1NiJ9.e30.x", "GET", "/cdn/resources")).Status.ShouldBe(401);
        (await open.SendAsync("GET", "/cdn/resources")).Status.ShouldBe(200);

        open.Upstream.Seen.Count.ShouldBe(1);
        open.Upstream.Last.Header("Authorization").ShouldBeNull();
    }

    [Theory]
    [InlineData("GET", "/cloud/v1/regions/1")]
    [InlineData("DELETE", "/cloud/v1/regions/1")]
    [InlineData("GET", "/cdn/resources")]
    [InlineData("GET", "/dns/v2/zones")]
    [InlineData("GET", "/storage/provisioning/v2/storage")]
    [InlineData("GET", "/streaming/videos")]
    [Promise("Gcore", "Every request of every product requires a token.", "the sample has no public route")]
    public async Task Every_request_requires_a_token(string method, string path)
    {
        _gateway.Upstream.Forget();

        (await _gateway.SendAsync(method, path)).Status.ShouldBe(401);

        _gateway.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_refusals_have_the_same_shape()
    {
        var user = await sample.KeyAsync("uma", "Users");

        var denied = await _gateway.SendAsAsync(user, "POST", Path, "{}");
        denied.Status.ShouldBe(403);
        denied.Json["exception_class"]!.ToString().ShouldBe("PermissionDenied");
        var method = await _gateway.SendAsAsync(user, "PUT", GcoreSample.Tokens, "{}");
        method.Status.ShouldBe(405);
        method.Header("Allow").ShouldBe("POST, GET, HEAD");
        method.Json["exception_class"]!.ToString().ShouldBe("MethodNotAllowed");
        var nothing = await _gateway.SendAsAsync(user, "GET", "/nowhere");
        nothing.Status.ShouldBe(404);
        nothing.Json["exception_class"]!.ToString().ShouldBe("NotFound");
    }

    private async Task CheckAsync(string? authorization, string name, string message)
    {
        var answer = authorization is null ? await _gateway.SendAsync("GET", Path) : await _gateway.SendAsAsync(authorization, "GET", Path);

        answer.Status.ShouldBe(401);
        answer.Body.ShouldBe($$"""{"exception_class":"{{name}}","message":"{{message}}","request_id":"{{answer.Header("X-Request-Id")}}","error":"{{message}}"}""");
        answer.Header("WWW-Authenticate").ShouldBe("APIKey");
        answer.Header("Cache-Control").ShouldBe("no-store");
    }
}
