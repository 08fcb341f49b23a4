using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>One call that changes many tokens has the same effects as individual calls, and no others.</summary>
public sealed class BulkTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Fact]
    public async Task Tokens_are_deactivated_activated_and_deleted_with_a_result_each()
    {
        var (client, _) = await CallerAsync("carla");
        var (first, second) = (await IssueAsync("carla"), await IssueAsync("carla"));
        await client.PostAsync($"/tokens/{second.Id}/deactivate");

        var answer = await SendAsync(client, "deactivate", [first.Id, second.Id, 999_999]);
        answer.Status.ShouldBe(200, answer.Text);
        ItemsOf(answer).ShouldBe([$"{first.Id} carla done", $"{second.Id} carla unchanged", "999999 refused not_found"]);
        answer["results"].ToJsonString().ShouldBe("""{"done":1,"unchanged":1,"refused":1}""");
        (await GetAsync(first.Value)).ShouldBe(401);

        ItemsOf(await SendAsync(client, "activate", [first.Id, second.Id])).ShouldBe([$"{first.Id} carla done", $"{second.Id} carla done"]);
        (await GetAsync(first.Value)).ShouldBe(200);
        ItemsOf(await SendAsync(client, "delete", [first.Id, first.Id])).ShouldBe([$"{first.Id} carla done"]);
        (await GetAsync(first.Value)).ShouldBe(401);
        ItemsOf(await SendAsync(client, "delete", [first.Id])).ShouldHaveSingleItem().ShouldBe($"{first.Id} carla unchanged");
        (await edge.Admin.GetAsync($"/audit?subject=token:{first.Id}")).Items.Select(one => (string?)one!["action"])
            .ShouldBe(["token.deleted", "token.activated", "token.deactivated", "token.created"]);
    }

    [Fact]
    public async Task Dry_run_shows_what_is_meant_and_changes_nothing()
    {
        var (client, own) = await CallerAsync("dina");
        var token = await IssueAsync("dina");

        var named = await client.PostAsync("/tokens/bulk", $$"""{ "action": "delete", "ids": [{{token.Id}}, 999999], "dryRun": true }""");
        var found = await client.PostAsync("/tokens/bulk", """{ "action": "deactivate", "filter": { "state": "active" }, "dryRun": true }""");

        ItemsOf(named).ShouldBe([$"{token.Id} dina matched", "999999 refused not_found"]);
        ItemsOf(found).ShouldBe([$"{own} dina matched", $"{token.Id} dina matched"]);
        ((bool)found["dryRun"], (bool)found["more"]).ShouldBe((true, false));
        (await GetAsync(token.Value)).ShouldBe(200);
    }

    [Fact]
    public async Task Filter_finds_only_what_the_caller_may_see()
    {
        var token = await IssueAsync("emil", request => request with { Name = "of emil" });
        var (client, others) = await CallerAsync("fritz");

        ItemsOf(await SendAsync(client, "deactivate", [token.Id])).ShouldBe([$"{token.Id} refused not_found"]);
        (await client.PostAsync("/tokens/bulk", """{ "action": "deactivate", "filter": { "owner": "emil" } }""")).Code.ShouldBe("forbidden");
        ItemsOf(await client.PostAsync("/tokens/bulk", """{ "action": "activate", "filter": { "role": "Engineers" } }""")).ShouldBe([$"{others} fritz unchanged"]);
        (await GetAsync(token.Value)).ShouldBe(200);

        var admins = await edge.Admin.PostAsync("/tokens/bulk", """{ "action": "deactivate", "filter": { "owner": "emil", "createdBefore": "2999-01-01T00:00:00Z" }, "reason": "left" }""");
        ItemsOf(admins).ShouldContain($"{token.Id} emil done");
        (await edge.Admin.GetAsync($"/audit?subject=token:{token.Id}&action=token.deactivated")).Text.ShouldContain("left");
    }

    [Fact]
    public async Task Maintainer_changes_the_tokens_of_its_account()
    {
        var (client, _) = await CallerAsync("greta");
        (await edge.Admin.PostAsync("/users", """{ "id": "greta-bot", "kind": "service", "roles": ["Engineers"], "maintainers": ["greta"] }""")).Status.ShouldBe(201);
        var token = await client.PostAsync("/tokens", """{ "owner": "greta-bot" }""");

        ItemsOf(await client.PostAsync("/tokens/bulk", """{ "action": "delete", "filter": { "owner": "greta-bot" } }""")).ShouldBe([$"{token["id"]} greta-bot done"]);
    }

    [Fact]
    public async Task Nobody_gives_in_many_what_it_could_not_give_in_one()
    {
        var strong = await IssueAsync("adam", request => request with { Role = RoleName.Parse("Administrators") });
        using var low = edge.Gateway.Api((await edge.Gateway.IssueAsync("adam", "Administrators", request => request with
        {
            Role = RoleName.Parse("Users"),
            Manages = ManagementRights.Own | ManagementRights.Tokens,
        })).Value);

        ItemsOf(await SendAsync(low, "deactivate", [strong.Id])).ShouldBe([$"{strong.Id} adam done"]);
        ItemsOf(await SendAsync(low, "activate", [strong.Id])).ShouldBe([$"{strong.Id} adam refused role_not_held"]);
        (await GetAsync(strong.Value)).ShouldBe(401);
    }

    [Fact]
    public async Task Caller_that_deactivates_itself_changes_nothing_behind_it()
    {
        var (client, own) = await CallerAsync("ines");
        var token = await IssueAsync("ines");

        // The caller's rights are checked again after a hundred tokens, or, as here, at once: the first token is the caller's own.
        ItemsOf(await SendAsync(client, "deactivate", [own])).ShouldBe([$"{own} ines done"]);
        (await SendAsync(client, "deactivate", [token.Id])).Status.ShouldBe(401);
        (await GetAsync(token.Value)).ShouldBe(200);
    }

    [Theory]
    [InlineData("""{ "action": "deactivate" }""", "invalid_value", "ids")]
    [InlineData("""{ "action": "deactivate", "ids": [], "filter": null }""", "invalid_value", "ids")]
    [InlineData("""{ "action": "deactivate", "ids": [1], "filter": { "owner": "alice" } }""", "invalid_value", "ids")]
    [InlineData("""{ "action": "deactivate", "ids": [0] }""", "invalid_value", "ids")]
    [InlineData("""{ "action": "deactivate", "ids": ["static:ci"] }""", "invalid_value", "ids[0]: a whole number")]
    [InlineData("""{ "action": "rotate", "ids": [1] }""", "invalid_value", "action")]
    [InlineData("""{ "ids": [1] }""", "invalid_value", "action")]
    [InlineData("""{ "action": "delete", "filter": {} }""", "invalid_value", "at least one condition")]
    [InlineData("""{ "action": "delete", "filter": { "neverUsed": false, "owner": null } }""", "invalid_value", "at least one condition")]
    [InlineData("""{ "action": "delete", "filter": { "onwer": "alice" } }""", "invalid_request", "filter: unknown member. Allowed: owner, state")]
    [InlineData("""{ "action": "delete", "filter": { "owner": "alice", "neverUsed": "yes" } }""", "invalid_value", "filter.neverUsed: true or false")]
    [InlineData("""{ "action": "delete", "filter": { "owner": "alice", "owner": "bob" } }""", "invalid_request", "duplicate")]
    [InlineData("""{ "action": "delete", "filter": { "state": "deleted" } }""", "invalid_value", "filter.state")]
    [InlineData("""{ "action": "delete", "filter": { "unusedSince": "long" } }""", "invalid_value", "filter.unusedSince")]
    [InlineData("""{ "action": "activate", "ids": [1], "reason": "why" }""", "invalid_value", "reason")]
    [InlineData("""{ "action": "delete", "ids": [1], "reason": "" }""", "invalid_value", "reason")]
    public async Task What_cannot_be_read_changes_nothing(string body, string code, string detail)
    {
        var answer = await edge.Admin.PostAsync("/tokens/bulk", body);

        answer.Code.ShouldBe(code, answer.Text);
        answer.Detail!.ShouldContain(detail);
    }

    private static Task<ApiAnswer> SendAsync(ApiClient client, string action, long[] ids) =>
        client.PostAsync("/tokens/bulk", new JsonObject { ["action"] = action, ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) }.ToJsonString());

    private static string[] ItemsOf(ApiAnswer answer) =>
        [.. answer.Items.Select(item => string.Join(' ', new[] { item!["id"], item["owner"], item["result"], item["code"] }.OfType<JsonNode>().Select(node => node.ToString())))];

    private async Task<(ApiClient Client, long Own)> CallerAsync(string user)
    {
        var issued = await edge.Gateway.IssueAsync(user, "Engineers", request => request with { Manages = ManagementRights.Own });
        return (edge.Gateway.Api(issued.Value), issued.Token.Id.Number);
    }

    private async Task<(long Id, string Value)> IssueAsync(string user, Func<Core.Lifecycle.IssueRequest, Core.Lifecycle.IssueRequest>? shape = null)
    {
        var issued = await edge.Gateway.IssueAsync(user, user == "adam" ? "Administrators" : "Engineers", shape ?? (request => request));
        return (issued.Token.Id.Number, issued.Value);
    }

    private async Task<int> GetAsync(string token) => (await edge.GetAsync("/orders", $"Authorization: Bearer {token}")).Status;
}
