using System.Globalization;
using System.Text.Json.Nodes;

namespace TokenGateway.Conformance.Tests.Gcore;

/// <summary>The calls about tokens.</summary>
public sealed class TokenCallTests(GcoreSample sample) : IClassFixture<GcoreSample>
{
    private readonly DialectGateway _gateway = sample.Gateway;

    [Theory]
    [InlineData(GcoreSample.Tokens, "^[0-9]+_[0-9A-Za-z]{49}$")]
    [InlineData(GcoreSample.OldTokens, @"^[0-9]+\$[0-9A-Za-z]{49}$")]
    [Promise("Gcore", "A token has a name, a role and an optional expiry; it is shown once.", "only `POST /iam/v2/clients/{id}/tokens` returns the token object with `token`")]
    [Promise("Gcore", "The old `ID$secret` of calls without a version also authenticates.", "`POST /iam/clients/{id}/tokens` issues it")]
    public async Task Create_shows_the_value_once_and_it_authenticates(string path, string form)
    {
        var key = await sample.KeyAsync("edda", "Engineers");

        var made = await _gateway.SendAsAsync(key, "POST", path, """
            { "name": "CI", "description": "builds", "exp_date": "2099-01-31T12:00:00Z", "client_user": { "role": { "id": 2, "name": "Users" } } }
            """);

        made.Status.ShouldBe(200);
        var value = made.Json["token"]!.ToString();
        value.ShouldMatch(form);
        var id = (long)made.Json["id"]!;
        value.ShouldStartWith(id.ToString(CultureInfo.InvariantCulture));
        var shown = made.Json.AsObject();
        shown.Remove("token");
        var created = shown["created"]!.ToString();
        var user = (long)shown["client_user"]!["user_id"]!;
        JsonNode.DeepEquals(shown, JsonNode.Parse($$"""
            {
              "id": {{id}}, "name": "CI", "description": "builds", "exp_date": "2099-01-31T12:00:00Z", "expired": false, "deleted": false,
              "created": "{{created}}", "last_usage": "",
              "client_user": { "role": { "id": 2, "name": "Users" }, "deleted": false, "user_id": {{user}}, "user_name": "edda", "user_email": "edda@example.com", "client_id": 456 }
            }
            """)).ShouldBeTrue(made.Body);

        (await _gateway.SendAsAsync($"APIKey {value}", "GET", "/cloud/v1/projects")).Status.ShouldBe(200);
        _gateway.Upstream.Last.Header("X-Auth-Role").ShouldBe("Users");
        (await _gateway.SendAsAsync(key, "GET", $"{path}/{id}")).Body.ShouldNotContain(value);
        (await _gateway.SendAsAsync(key, "GET", path)).Body.ShouldNotContain(value);
    }

    [Theory]
    [InlineData("""{ "id": 5 }""", "Engineers")]
    [InlineData("""{ "name": "Users" }""", "Users")]
    [InlineData("""{ "id": 2, "name": "Users" }""", "Users")]
    [Promise("Gcore", "A role is given by its id or its name.", "1 Administrators, 2 Users, 5 Engineers; others by `Roles:NAME:Id`, else from 1000 in the order of the file")]
    public async Task Role_by_id_or_by_name(string role, string expected)
    {
        var key = await sample.KeyAsync("edda", "Engineers");

        var made = await _gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, $$"""{ "name": "x", "client_user": { "role": {{role}} } }""");

        made.Status.ShouldBe(200);
        made.Json["client_user"]!["role"]!["name"]!.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{ "name": "x", "exp_date": null }""")]
    [InlineData("""{ "name": "x" }""")]
    [Promise("Gcore", "`exp_date: null` creates a token without an expiry.", "also if it is absent")]
    public async Task No_end(string body)
    {
        var key = await sample.KeyAsync("edda", "Engineers");

        var made = await _gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, body);

        made.Status.ShouldBe(200);
        made.Json["exp_date"].ShouldBeNull();
        made.Json.AsObject().ContainsKey("exp_date").ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "id": 1 }""")]
    [InlineData("""{ "name": "Administrators" }""")]
    [Promise("Gcore", "Never a role above its creator's.", "403")]
    public async Task Role_above_the_creators_is_refused(string role)
    {
        var key = await sample.KeyAsync("edda", "Engineers");

        var made = await _gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, $$"""{ "name": "x", "client_user": { "role": {{role}} } }""");

        made.Status.ShouldBe(403);
        made.Json["exception_class"]!.ToString().ShouldBe("PermissionDenied");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{ "name": "x" """, "not valid JSON")]
    [InlineData("""{ "description": "x" }""", "name:")]
    [InlineData("""{ "name": 7 }""", "name")]
    [InlineData("""{ "name": "x", "exp_date": "tomorrow" }""", "exp_date:")]
    [InlineData("""{ "name": "x", "exp_date": "2001-01-01T00:00:00Z" }""", "not in the future")]
    [InlineData("""{ "name": "x", "client_user": { "role": { "id": 77 } } }""", "client_user.role:")]
    [InlineData("""{ "name": "x", "name": "y" }""", "not valid JSON")]
    [InlineData("""{ "\ud800": 1 }""", "not Unicode (line 1, column 3)")]
    [InlineData("""{ "name": "\udc00" }""", "not Unicode")]
    public async Task Wrong_body_is_told_in_one_sentence(string body, string part)
    {
        var key = await sample.KeyAsync("edda", "Engineers");

        var answer = await _gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, body);

        answer.Status.ShouldBe(400);
        answer.Json["exception_class"]!.ToString().ShouldBe("ValidationError");
        answer.Json["message"]!.ToString().ShouldContain(part);
    }

    [Fact]
    [Promise("Gcore", "Administrators see the account's tokens, others their own.", "`GET /iam/v2/clients/{id}/tokens` with `issued_by`, `not_issued_by`, `role`, `deleted`")]
    public async Task Lists_are_of_the_account_for_administrators_and_of_ones_own_for_others()
    {
        await using var own = await DialectGateway.StartAsync("gcore");
        var administrator = await own.IssueAsync("ada", "Administrators", wish => wish with { Name = "a", Manages = Core.Access.ManagementRights.Own | Core.Access.ManagementRights.Tokens | Core.Access.ManagementRights.Users });
        var user = await own.IssueAsync("uma", "Users", wish => wish with { Name = "u", Manages = Core.Access.ManagementRights.Own });
        var gone = await own.IssueAsync("uma", "Users", wish => wish with { Name = "gone" });
        (await own.SendAsAsync($"APIKey {user.Value}", "DELETE", $"{GcoreSample.Tokens}/{gone.Token.Id}")).Status.ShouldBe(204);
        var (all, me) = ($"APIKey {administrator.Value}", (await own.SendAsAsync($"APIKey {user.Value}", "GET", "/iam/users/me")).Json["id"]!.ToString());

        (await NamesAsync(all, "")).ShouldBe("a u");
        (await NamesAsync($"APIKey {user.Value}", "")).ShouldBe("u");
        (await NamesAsync(all, $"?issued_by={me}")).ShouldBe("u");
        (await NamesAsync(all, $"?not_issued_by={me}")).ShouldBe("a");
        (await NamesAsync(all, "?role=2")).ShouldBe("u");
        (await NamesAsync(all, "?role=Administrators")).ShouldBe("a");
        (await NamesAsync(all, "?deleted=true")).ShouldBe("gone");
        (await NamesAsync(all, "?deleted=false")).ShouldBe("a u");
        (await own.SendAsAsync(all, "GET", GcoreSample.Tokens + "?role=77")).Status.ShouldBe(400);
        (await own.SendAsAsync(all, "GET", GcoreSample.Tokens + "?issued_by=x")).Status.ShouldBe(400);
        (await own.SendAsAsync(all, "GET", GcoreSample.Tokens + "?deleted=maybe")).Status.ShouldBe(400);
        (await own.SendAsAsync($"APIKey {user.Value}", "GET", $"{GcoreSample.Tokens}/{administrator.Token.Id}")).Status.ShouldBe(404);

        async Task<string> NamesAsync(string key, string query) =>
            string.Join(' ', (await own.SendAsAsync(key, "GET", GcoreSample.Tokens + query)).Json.AsArray().Select(one => one!["name"]!.ToString()));
    }

    [Fact]
    [Promise("Gcore", "`DELETE` is sent with a content type and no body.", "204; the token is refused, and listed as deleted for `Tokens:KeepDeleted`")]
    public async Task Delete_with_a_content_type_and_no_body()
    {
        var key = await sample.KeyAsync("edda", "Engineers");
        var made = (await _gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, """{ "name": "x" }""")).Json;
        var path = $"{GcoreSample.Tokens}/{made["id"]}";

        var answer = await _gateway.SendAsync("DELETE", path, null, "application/json", ("Authorization", key));

        answer.Status.ShouldBe(204);
        answer.Body.ShouldBeEmpty();
        (await _gateway.SendAsAsync($"APIKey {made["token"]}", "GET", "/cloud/v1/projects")).Status.ShouldBe(401);
        ((bool)(await _gateway.SendAsAsync(key, "GET", path)).Json["deleted"]!).ShouldBeTrue();
        (await _gateway.SendAsync("DELETE", path, null, "application/json", ("Authorization", key))).Status.ShouldBe(404);
    }

    [Fact]
    [Promise("Gcore", "50 tokens per account.", "400 `QuotaLimitExceed` with the usage and the limit, for every user of the account")]
    public async Task Token_after_the_fiftieth_of_the_account_is_refused()
    {
        await using var own = await DialectGateway.StartAsync("gcore");
        var first = "APIKey " + (await own.IssueAsync("uma", "Users", wish => wish with { Manages = Core.Access.ManagementRights.Own })).Value;
        var second = "APIKey " + (await own.IssueAsync("edda", "Engineers", wish => wish with { Manages = Core.Access.ManagementRights.Own })).Value;
        for (var i = 1; i < 25; i++)
        {
            (await own.SendAsAsync(first, "POST", GcoreSample.Tokens, """{ "name": "x" }""")).Status.ShouldBe(200);
            (await own.SendAsAsync(second, "POST", GcoreSample.Tokens, """{ "name": "x" }""")).Status.ShouldBe(200);
        }

        var refused = await own.SendAsAsync(second, "POST", GcoreSample.Tokens, """{ "name": "the 26th of the second user" }""");

        refused.Status.ShouldBe(400);
        refused.Json["exception_class"]!.ToString().ShouldBe("QuotaLimitExceed");
        refused.Json["info"]!.ToJsonString().ShouldBe("""{"current_usage":50,"limit":50}""");
        (await own.SendAsAsync(first, "POST", GcoreSample.Tokens, """{ "name": "x" }""")).Status.ShouldBe(400);
        var oldest = (await own.SendAsAsync(first, "GET", GcoreSample.Tokens)).Json[1]!["id"];
        (await own.SendAsAsync(first, "DELETE", $"{GcoreSample.Tokens}/{oldest}")).Status.ShouldBe(204);
        (await own.SendAsAsync(second, "POST", GcoreSample.Tokens, """{ "name": "x" }""")).Status.ShouldBe(200);
    }

    [Fact]
    [Promise("Gcore", "To rotate, create a new token, switch to it, and delete the old one.", "both work until the old one is deleted; owners have no other rotation (`Tokens:OwnersMay`)")]
    public async Task New_token_takes_the_place_of_the_old()
    {
        var old = await sample.KeyAsync("edda", "Engineers");
        var made = (await _gateway.SendAsAsync(old, "POST", GcoreSample.Tokens, """{ "name": "next" }""")).Json;
        var next = $"APIKey {made["token"]}";
        (await _gateway.SendAsAsync(old, "GET", "/cloud/v1/projects")).Status.ShouldBe(200);
        (await _gateway.SendAsAsync(next, "GET", "/cloud/v1/projects")).Status.ShouldBe(200);

        var id = old["APIKey ".Length..].Split('_')[0];
        (await _gateway.SendAsAsync(next, "DELETE", $"{GcoreSample.Tokens}/{id}")).Status.ShouldBe(204);

        (await _gateway.SendAsAsync(old, "GET", "/cloud/v1/projects")).Status.ShouldBe(401);
        (await _gateway.SendAsAsync(next, "GET", "/cloud/v1/projects")).Status.ShouldBe(200);
        using var api = _gateway.Gateway.Api(made["token"]!.ToString());
        (await api.PostAsync($"/tokens/{made["id"]}/rotate")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("/iam/v2/clients/455/tokens")]
    [InlineData("/iam/v2/clients/me/tokens")]
    [InlineData("/iam/v2/clients/456/tokens/0")]
    [InlineData("/iam/v2/clients/456/tokens/99999")]
    [InlineData("/iam/v2/clients/456/tokens/static:x")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var answer = await _gateway.SendAsAsync(await sample.KeyAsync("edda", "Engineers"), "GET", path);

        answer.Status.ShouldBe(404);
        answer.Json["exception_class"]!.ToString().ShouldBe("NotFound");
    }
}
