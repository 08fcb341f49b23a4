using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Versio;

/// <summary>API tokens as Versio.io's clients use them.</summary>
public sealed class TokenTests(VersioSample sample) : IClassFixture<VersioSample>
{
    private const string Instances = "/api-versio.db/1.0/prod/instances";

    private readonly DialectGateway _gateway = sample.Gateway;

    [Theory]
    [InlineData("apiToken")]
    [InlineData("APITOKEN")]
    [Promise("Versio", "`Authorization: apiToken T`", "authenticates; the header is not forwarded")]
    public async Task Header_authenticates(string scheme)
    {
        var token = await IssueAsync("rita", "Readers");

        (await _gateway.SendAsAsync($"{scheme} {token.Value}", "GET", Instances)).Status.ShouldBe(200);

        _gateway.Upstream.Last.Header("X-Auth-User").ShouldBe("rita");
        Secrets.FoundIn(_gateway.Upstream.Last, token.Value).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?apiToken={0}&from=a%20b&x=1", "?from=a%20b&x=1")]
    [InlineData("?from=a%20b&apiToken={0}&x=1", "?from=a%20b&x=1")]
    [InlineData("?x=1&apiToken={1}", "?x=1")]
    [InlineData("?apiToken={0}", "")]
    [Promise("Versio", "`?apiToken=T`", "authenticates; it is removed from the query, and every other pair keeps its bytes and its position")]
    public async Task Query_authenticates_and_the_rest_of_it_stays(string query, string forwarded)
    {
        var token = await IssueAsync("rita", "Readers");

        var answer = await _gateway.SendAsync("GET", Instances + string.Format(null, query, token.Value, Uri.EscapeDataString(token.Value)));

        answer.Status.ShouldBe(200);
        _gateway.Upstream.Last.Target.ShouldBe(Instances + forwarded);
        Secrets.FoundIn(_gateway.Upstream.Last, token.Value).ShouldBeEmpty();
    }

    [Fact]
    [Promise("Versio", "A missing permission is refused with 401, like a wrong token.", "401 with the body of a wrong token and `WWW-Authenticate: apiToken`")]
    public async Task Missing_permission_and_wrong_token_are_told_alike()
    {
        var token = await IssueAsync("rita", "Readers");

        var lacking = await _gateway.SendAsAsync($"apiToken {token.Value}", "POST", Instances, "{}");
        var wrong = await _gateway.SendAsAsync("apiToken 0123456789012345678901:0123456789012345678901", "POST", Instances, "{}");

        lacking.Status.ShouldBe(401);
        wrong.Status.ShouldBe(401);
        lacking.Body.ShouldBe("""{"status":401,"message":"The API token is not valid for this request.","details":"The token is unknown, inactive or expired, or it lacks a permission that this request needs."}""");
        wrong.Body.ShouldBe(lacking.Body);
        lacking.Header("WWW-Authenticate").ShouldBe("apiToken");
        (await _gateway.SendAsync("GET", Instances)).Body.ShouldBe("""{"status":401,"message":"A token is needed.","details":"Send one in the header Authorization: apiToken TOKEN, or in the query parameter apiToken."}""");
    }

    [Theory]
    [InlineData("/api-versio.db/1.0/prod/instances/1")]
    [InlineData("/api-versio.db/1.0/environments/prod/instances")]
    [InlineData("/api-versio.eventProcessing/1.0/prod/events")]
    [InlineData("/api-versio.eventProcessing/1.0/environments/prod/events")]
    public async Task Every_path_of_the_product_names_its_environment(string path)
    {
        (await _gateway.SendAsAsync($"apiToken {(await IssueAsync("rita", "Readers")).Value}", "GET", path)).Status.ShouldBe(200);
        (await _gateway.SendAsAsync($"apiToken {(await IssueAsync("rita", "Readers", "test")).Value}", "GET", path)).Status.ShouldBe(401);
    }

    [Fact]
    [Promise("Versio", "400 contains details.", "`{\"status\":400,\"message\":\"...\",\"details\":\"...\"}`")]
    public async Task Bad_request_says_what_is_bad()
    {
        var token = await IssueAsync("rita", "Readers");

        var answer = await _gateway.SendAsync("GET", $"{Instances}?apiToken={token.Value}", headers: ("Authorization", $"apiToken {token.Value}"));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"status":400,"message":"More than one credential was presented.","details":"Send the token once, in one place."}""");
    }

    [Fact]
    [Promise("Versio", "A token belongs to one environment.", "the token's realm must be the `{environment}` of the path; another one is refused with 401")]
    public async Task Token_of_another_environment_is_refused()
    {
        var prod = await IssueAsync("rita", "Readers", "prod");
        var test = await IssueAsync("rita", "Readers", "test");

        (await _gateway.SendAsAsync($"apiToken {prod.Value}", "GET", "/api-versio.db/1.0/prod/instances")).Status.ShouldBe(200);
        (await _gateway.SendAsAsync($"apiToken {test.Value}", "GET", "/api-versio.db/1.0/test/instances")).Status.ShouldBe(200);
        (await _gateway.SendAsAsync($"apiToken {prod.Value}", "GET", "/api-versio.db/1.0/test/instances")).Status.ShouldBe(401);
        (await _gateway.SendAsAsync($"apiToken {test.Value}", "GET", "/api-versio.db/1.0/prod/instances")).Status.ShouldBe(401);
    }

    [Fact]
    [Promise("Versio", "50 requests per minute, then 429.", "the sample's rate limit; with `Retry-After`")]
    public async Task Request_after_the_fiftieth_of_a_minute_is_refused()
    {
        await using var own = await DialectGateway.StartAsync("versio");
        var token = await own.IssueAsync("rita", "Readers", wish => wish with { Realm = Realm.Parse("prod") });
        List<Answer> answers = [];

        // A minute may turn while they are sent; within any two minutes there is one of 50 and a refusal.
        while (answers.Count <= 100 && (answers.Count == 0 || answers[^1].Status == 200))
            answers.Add(await own.SendAsAsync($"apiToken {token.Value}", "GET", Instances));

        answers.Count.ShouldBeInRange(51, 101);
        answers[^1].Status.ShouldBe(429);
        answers[^1].Header("Retry-After").ShouldNotBeNull();
        answers[^1].Json["message"]!.ToString().ShouldBe("Too many requests.");
        own.Upstream.Seen.Count.ShouldBe(answers.Count - 1);
    }

    [Fact]
    [Promise("Versio", "Several permissions on one token, or several tokens with different ones.", "permissions are chosen at creation, a subset of the role's")]
    public async Task Permissions_may_stand_on_one_token_or_on_several()
    {
        var both = await IssueAsync("otto", "Operators", permissions: ["instances:read", "instances:write"]);
        var read = await IssueAsync("otto", "Operators", permissions: ["instances:read"]);
        var delete = await IssueAsync("otto", "Operators", permissions: ["instances:delete"]);

        (await StatusAsync(both, "GET"), await StatusAsync(both, "POST"), await StatusAsync(both, "DELETE")).ShouldBe((200, 200, 401));
        (await StatusAsync(read, "GET"), await StatusAsync(read, "POST"), await StatusAsync(read, "DELETE")).ShouldBe((200, 401, 401));
        (await StatusAsync(delete, "GET"), await StatusAsync(delete, "POST"), await StatusAsync(delete, "DELETE")).ShouldBe((401, 401, 200));
    }

    [Fact]
    [Promise("Versio", "A token has a descriptive name.", "any printable text, shown in every list of tokens")]
    public async Task Name_describes_the_token()
    {
        var manager = await IssueAsync("rita", "Readers", manages: ManagementRights.Own);
        using var api = _gateway.Gateway.Api(manager.Value);

        var made = await api.PostAsync("/tokens", """{ "name": "Nightly inventory (Jenkins)", "realm": "prod" }""");

        made.Status.ShouldBe(201);
        ((string)made["token"]!).ShouldMatch("^[0-9A-Za-z]{22}:[0-9A-Za-z]{22}$");
        ((string)(await api.GetAsync($"/tokens/{made["id"]}"))["name"]!).ShouldBe("Nightly inventory (Jenkins)");
    }

    [Fact]
    [Promise("Versio", "Tokens are deactivated, activated and deleted by their owner.", "at once: a deactivated token is refused until it is activated again; a deleted one is refused for good")]
    public async Task Owner_deactivates_activates_and_deletes()
    {
        var manager = await IssueAsync("rita", "Readers", manages: ManagementRights.Own);
        var token = await IssueAsync("rita", "Readers");
        using var api = _gateway.Gateway.Api(manager.Value);

        (await api.PostAsync($"/tokens/{token.Token.Id}/deactivate")).Status.ShouldBe(200);
        (await StatusAsync(token, "GET")).ShouldBe(401);
        (await api.PostAsync($"/tokens/{token.Token.Id}/activate")).Status.ShouldBe(200);
        (await StatusAsync(token, "GET")).ShouldBe(200);
        (await api.DeleteAsync($"/tokens/{token.Token.Id}")).Status.ShouldBe(204);
        (await StatusAsync(token, "GET")).ShouldBe(401);
    }

    [Fact]
    [Promise("Versio", "With the right, also other users' tokens.", "users who manage `tokens`; others cannot see them")]
    public async Task Manager_of_tokens_manages_those_of_others()
    {
        var token = await IssueAsync("rita", "Readers");
        var other = await IssueAsync("otto", "Operators", manages: ManagementRights.Own);
        var administrator = await IssueAsync("ada", "Administrators", manages: ManagementRights.Own | ManagementRights.Tokens);
        using var asOther = _gateway.Gateway.Api(other.Value);
        using var asAdministrator = _gateway.Gateway.Api(administrator.Value);

        (await asOther.PostAsync($"/tokens/{token.Token.Id}/deactivate")).Status.ShouldBe(404);
        (await asAdministrator.PostAsync($"/tokens/{token.Token.Id}/deactivate")).Status.ShouldBe(200);
        (await StatusAsync(token, "GET")).ShouldBe(401);
        (await asAdministrator.PostAsync($"/tokens/{token.Token.Id}/activate")).Status.ShouldBe(200);
        (await asAdministrator.DeleteAsync($"/tokens/{token.Token.Id}")).Status.ShouldBe(204);
        (await StatusAsync(token, "GET")).ShouldBe(401);
    }

    private async Task<int> StatusAsync(IssuedToken token, string method) =>
        (await _gateway.SendAsAsync($"apiToken {token.Value}", method, Instances, method == "POST" ? "{}" : null)).Status;

    private Task<IssuedToken> IssueAsync(
        string user, string role, string realm = "prod", ImmutableArray<string>? permissions = null, ManagementRights? manages = null) =>
        _gateway.IssueAsync(user, role, wish => wish with
        {
            Realm = Realm.Parse(realm),
            Permissions = permissions is { } names ? [.. names.Select(PermissionName.Parse)] : null,
            Manages = manages,
        });
}
