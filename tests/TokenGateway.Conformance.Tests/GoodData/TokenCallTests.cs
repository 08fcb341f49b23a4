using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.GoodData;

/// <summary>The calls about tokens, byte by byte.</summary>
public sealed class TokenCallTests(GoodDataSample sample) : IClassFixture<GoodDataSample>
{
    private const string JsonApi = GoodDataSample.JsonApi;

    private readonly DialectGateway _gateway = sample.Gateway;

    [Theory]
    [InlineData("/api/v1/entities/users/demo/apiTokens", "t1")]
    [InlineData("/api/entities/users/demo/apiTokens", "t2")]
    [Promise("GoodData", "`POST /api/entities/users/{userId}/apiTokens` creates a token; current clients call `/api/v1/entities/...`.", "both paths, with the product's media type or plain JSON")]
    [Promise("GoodData", "Authorized by another token, including that of another user who may manage.", "an administrator's token creates tokens for others, with at most its own rights")]
    public async Task Create_by_another_users_token(string path, string id)
    {
        var made = await _gateway.SendAsync("POST", path, GoodDataSample.Body(id), JsonApi, ("Authorization", sample.Admin));

        made.Status.ShouldBe(201);
        made.Header("Content-Type").ShouldBe(JsonApi);
        made.Header("Cache-Control").ShouldBe("no-store");
        var value = made.Json["data"]!["attributes"]!["bearerToken"]!.ToString();
        var origin = _gateway.Gateway.Edge.GetLeftPart(UriPartial.Authority);
        made.Body.ShouldBe($$$"""{"data":{"id":"{{{id}}}","type":"apiToken","attributes":{"bearerToken":"{{{value}}}"}},"links":{"self":"{{{origin}}}/api/v1/entities/users/demo/apiTokens/{{{id}}}"}}""");
        var parts = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(value)).Split(':');
        (parts[0], parts[1]).ShouldBe(("demo", id));
        Convert.FromBase64String(parts[2]).Length.ShouldBe(24);
        (await _gateway.SendAsAsync($"Bearer {value}", "GET", "/api/v1/actions/x")).Status.ShouldBe(200);
        _gateway.Upstream.Last.Header("X-Auth-User").ShouldBe("demo");
        Secrets.FoundIn(_gateway.Upstream.Last, value).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json", null, JsonApi)]
    [InlineData("application/json;charset=utf8", "application/json, text/plain, */*", "application/json")]
    [InlineData(JsonApi, JsonApi, JsonApi)]
    [InlineData(JsonApi, "application/json;q=0.5, " + JsonApi, JsonApi)]
    [Promise("GoodData", "Requests and responses are JSON:API documents.", "both media types are accepted; `Accept` selects that of the response")]
    public async Task Media_types(string contentType, string? accept, string answered)
    {
        var id = $"media-{Guid.NewGuid():N}";

        var made = accept is null
            ? await _gateway.SendAsync("POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body(id), contentType, ("Authorization", sample.Admin))
            : await _gateway.SendAsync("POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body(id), contentType, ("Authorization", sample.Admin), ("Accept", accept));

        made.Status.ShouldBe(201);
        made.Header("Content-Type").ShouldBe(answered);
    }

    [Fact]
    public async Task Another_media_type_is_not_taken()
    {
        var answer = await _gateway.SendAsync("POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body("t"), "text/plain", ("Authorization", sample.Admin));

        answer.Status.ShouldBe(415);
        answer.Header("Content-Type").ShouldBe("application/problem+json");
    }

    [Fact]
    [Promise("GoodData", "The documentation's own command line, which lacks one `}`.", "400")]
    public async Task Command_line_of_the_page_is_told_what_is_wrong()
    {
        var answer = await _gateway.SendAsync("POST", "/api/entities/users/demo/apiTokens", """{"data":{"id":"mynewtoken","type":"apiToken"}""", JsonApi, ("Authorization", sample.Admin));

        answer.Status.ShouldBe(400);
        answer.Header("Content-Type").ShouldBe("application/problem+json");
        answer.Json["title"]!.ToString().ShouldBe("Bad Request");
        answer.Json["detail"]!.ToString().ShouldStartWith("The body is not valid JSON");
        ((int)answer.Json["status"]!).ShouldBe(400);
        answer.Json["traceId"]!.ToString().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("A.b_c-9")]
    [InlineData("..", false)]
    [InlineData(".a", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    [InlineData("", false)]
    [Promise("GoodData", "The caller chooses the id.", @"by the pattern `^(?!\.)[.A-Za-z0-9_-]{1,255}$`, unique among the user's live tokens")]
    public async Task Id_of_the_callers_choice(string id, bool isTaken = true)
    {
        var made = await _gateway.SendAsync("POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body(id), JsonApi, ("Authorization", sample.Admin));

        made.Status.ShouldBe(isTaken ? 201 : 400);
    }

    [Theory]
    [InlineData("{}", "data:")]
    [InlineData("""{"data":{"id":"x"}}""", "data.type:")]
    [InlineData("""{"data":{"id":"x","type":"user"}}""", "data.type:")]
    [InlineData("""{"data":{"id":7,"type":"apiToken"}}""", "data.id")]
    [InlineData("""{"data":[],"x":1}""", "data")]
    [InlineData("""{"data":{"id":"x","id":"y","type":"apiToken"}}""", "not valid JSON")]
    [InlineData("""{"\ud800":1}""", "not Unicode (line 1, column 2)")]
    [InlineData("""{"data":{"id":"\udc00","type":"apiToken"}}""", "not Unicode")]
    [InlineData("", "empty")]
    public async Task Wrong_body_is_told_in_one_sentence(string body, string part)
    {
        var answer = await _gateway.SendAsync("POST", GoodDataSample.TokensOf("demo"), body, JsonApi, ("Authorization", sample.Admin));

        answer.Status.ShouldBe(400);
        answer.Json["detail"]!.ToString().ShouldContain(part);
    }

    [Fact]
    public async Task Same_id_twice_is_a_conflict_for_one_user_and_none_for_another()
    {
        await sample.CreateAsync("demo", "twice");

        var again = await _gateway.SendAsync("POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body("twice"), JsonApi, ("Authorization", sample.Admin));

        again.Status.ShouldBe(409);
        again.Json["title"]!.ToString().ShouldBe("Conflict");
        await sample.CreateAsync("vera", "twice");
        (await _gateway.SendAsAsync(sample.Admin, "DELETE", GoodDataSample.TokensOf("demo") + "/twice")).Status.ShouldBe(204);
        await sample.CreateAsync("demo", "twice");
    }

    [Fact]
    [Promise("GoodData", "By default only administrators create tokens; others need `SELF_CREATE_TOKEN`.", "`Tokens:Creators` is Selected: administrators, and users with that permission (`tokengateway user set-creator`)")]
    public async Task Users_create_their_own_when_they_were_given_it()
    {
        var demo = $"Bearer {await sample.CreateAsync("demo", "self")}";
        var vera = $"Bearer {await sample.CreateAsync("vera", "self")}";

        (await _gateway.SendAsync("POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body("mine"), JsonApi, ("Authorization", demo))).Status.ShouldBe(201);
        (await _gateway.SendAsync("POST", GoodDataSample.TokensOf("vera"), GoodDataSample.Body("mine"), JsonApi, ("Authorization", vera))).Status.ShouldBe(403);
        (await _gateway.SendAsync("POST", GoodDataSample.TokensOf("vera"), GoodDataSample.Body("hers"), JsonApi, ("Authorization", demo))).Status.ShouldBe(403);
        (await _gateway.SendAsAsync(demo, "GET", "/api/v1/profile")).Json["permissions"]!.ToJsonString().ShouldBe("""["SELF_CREATE_TOKEN"]""");
        (await _gateway.SendAsAsync(vera, "GET", "/api/v1/profile")).Json["permissions"]!.ToJsonString().ShouldBe("[]");
    }

    [Fact]
    public async Task List_pages_sorts_filters_and_tells_where_it_stands()
    {
        await using var own = await DialectGateway.StartAsync("gooddata");
        await own.AddUserAsync("lena", "Viewers");
        var admin = "Bearer " + (await own.IssueAsync("joe", "Administrators", wish => wish with { Manages = Core.Access.ManagementRights.Own | Core.Access.ManagementRights.Tokens })).Value;
        foreach (var id in new[] { "c", "a", "b" })
            (await own.SendAsync("POST", GoodDataSample.TokensOf("lena"), GoodDataSample.Body(id), JsonApi, ("Authorization", admin))).Status.ShouldBe(201);
        var (path, origin) = (GoodDataSample.TokensOf("lena"), own.Gateway.Edge.GetLeftPart(UriPartial.Authority));

        (await own.SendAsAsync(admin, "GET", path + "?size=1&metaInclude=page")).Body.ShouldBe($$$$"""
            {"data":[{"id":"a","type":"apiToken","attributes":{},"links":{"self":"{{{{origin}}}}{{{{path}}}}/a"}}],"links":{"self":"{{{{origin}}}}{{{{path}}}}?page=0&size=1","next":"{{{{origin}}}}{{{{path}}}}?page=1&size=1"},"meta":{"page":{"number":0,"size":1,"totalElements":3,"totalPages":3}}}
            """.Trim().Replace("&", "\\u0026", StringComparison.Ordinal));
        (await IdsAsync("")).ShouldBe("a b c");
        (await IdsAsync("?sort=-id")).ShouldBe("c b a");
        (await IdsAsync("?sort=id,desc&page=1&size=2")).ShouldBe("a");
        (await IdsAsync("?filter=id==b")).ShouldBe("b");
        (await IdsAsync("?filter=id=in=(c,a,x)")).ShouldBe("a c");
        (await IdsAsync("?page=7")).ShouldBe("");
        foreach (var wrong in new[] { "?page=-1", "?size=0", "?size=1001", "?page=x", "?sort=name", "?filter=name==x", "?filter=id%3D%3Da;drop" })
            (await own.SendAsAsync(admin, "GET", path + wrong)).Status.ShouldBe(400, wrong);
        (await own.SendAsAsync(admin, "GET", path)).Json.AsObject().ContainsKey("meta").ShouldBeFalse();

        async Task<string> IdsAsync(string query) =>
            string.Join(' ', (await own.SendAsAsync(admin, "GET", path + query)).Json["data"]!.AsArray().Select(one => one!["id"]!.ToString()));
    }

    [Fact]
    public async Task One_and_delete()
    {
        var value = await sample.CreateAsync("demo", "one");
        var (path, origin) = (GoodDataSample.TokensOf("demo") + "/one", _gateway.Gateway.Edge.GetLeftPart(UriPartial.Authority));

        (await _gateway.SendAsAsync(sample.Admin, "GET", path)).Body.ShouldBe(
            $$$"""{"data":{"id":"one","type":"apiToken","attributes":{}},"links":{"self":"{{{origin}}}{{{path}}}"}}""");
        var deleted = await _gateway.SendAsAsync(sample.Admin, "DELETE", path);
        deleted.Status.ShouldBe(204);
        deleted.Body.ShouldBeEmpty();
        deleted.Header("Content-Type").ShouldBe(JsonApi);
        (await _gateway.SendAsAsync(sample.Admin, "GET", path)).Status.ShouldBe(404);
        (await _gateway.SendAsAsync(sample.Admin, "DELETE", path)).Status.ShouldBe(404);
        (await _gateway.SendAsAsync($"Bearer {value}", "GET", "/api/v1/actions/x")).Status.ShouldBe(401);
        foreach (var method in new[] { "PUT", "PATCH" })
        {
            var refused = await _gateway.SendAsAsync(sample.Admin, method, path, "{}");
            refused.Status.ShouldBe(405);
            refused.Header("Allow").ShouldBe("GET, HEAD, DELETE");
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await _gateway.SendAsAsync(sample.Admin, "GET", GoodDataSample.TokensOf("nobody"))).Status.ShouldBe(404);
        (await _gateway.SendAsAsync(sample.Admin, "GET", GoodDataSample.TokensOf("demo") + "/nothing")).Status.ShouldBe(404);
        (await _gateway.SendAsAsync(sample.Admin, "GET", "/api/v1/entities/users/nobody")).Status.ShouldBe(404);
        (await _gateway.SendAsync("POST", GoodDataSample.TokensOf("nobody"), GoodDataSample.Body("x"), JsonApi, ("Authorization", sample.Admin))).Status.ShouldBe(404);
    }

    [Fact]
    [Promise("GoodData", "Unauthenticated requests get 401 with `WWW-Authenticate: Bearer`.", "with `error=\"invalid_token\"` if the request has a token; problem documents with `title`, `status`, `detail`, `traceId`")]
    public async Task Refusals_are_problem_documents()
    {
        var none = await _gateway.SendAsync("GET", "/api/v1/profile");
        none.Status.ShouldBe(401);
        none.Header("WWW-Authenticate").ShouldBe("Bearer");
        none.Header("Content-Type").ShouldBe("application/problem+json");
        none.Json.AsObject().Select(one => one.Key).ShouldBe(["title", "status", "detail", "traceId"]);

        var wrong = await _gateway.SendAsAsync("Bearer wrong", "GET", "/api/v1/actions/x");
        wrong.Status.ShouldBe(401);
        wrong.Header("WWW-Authenticate").ShouldBe("Bearer error=\"invalid_token\"");

        var vera = await sample.CreateAsync("vera", "denied");
        (await _gateway.SendAsAsync($"Bearer {vera}", "POST", "/api/v1/entities/workspaces", "{}")).Json["title"]!.ToString().ShouldBe("Forbidden");
    }

    [Fact]
    public async Task Profile_and_user()
    {
        var profile = (await _gateway.SendAsAsync(sample.Admin, "GET", "/api/v1/profile")).Json;
        profile.AsObject().Select(one => one.Key).ShouldBe(
            ["userId", "name", "organizationId", "organizationName", "permissions", "entitlements", "features", "links", "telemetryConfig"]);
        profile["features"]!.ToJsonString().ShouldBe("""{"static":{"context":{},"items":{}}}""");

        var user = (await _gateway.SendAsAsync(sample.Admin, "GET", "/api/v1/entities/users/demo")).Json;
        JsonNode.DeepEquals(user["data"], JsonNode.Parse("""
            {"id":"demo","type":"user","attributes":{"firstname":"Demo","lastname":"User","email":"demo@example.com"}}
            """)).ShouldBeTrue(user.ToJsonString());
    }
}
