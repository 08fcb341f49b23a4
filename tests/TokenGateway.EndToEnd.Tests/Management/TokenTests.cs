using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

public sealed class TokenTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Fact]
    public async Task A_token_is_made_as_asked_and_works_on_the_edge()
    {
        var made = await edge.Owner.PostAsync("/tokens", """
            { "name": "ci", "description": "Nightly", "externalId": "my-id_1", "role": "Users", "permissions": ["orders:read"], "realm": "default",
              "manages": [], "expiresIn": "30d", "notBefore": "2020-01-01T00:00:00Z", "addresses": ["127.0.0.0/8", "::1"] }
            """);

        made.Status.ShouldBe(201, made.Text);
        made.Headers.Location!.ToString().ShouldBe($"/api/v1/tokens/{made["id"]}");
        var shown = await edge.Owner.GetAsync($"/tokens/{made["id"]}");
        var members = shown.Json!.AsObject();
        members.Select(one => one.Key).ShouldBe(
        [
            "id", "externalId", "name", "description", "owner", "realm", "role", "permissions", "manages", "hint", "state", "createdAt", "createdBy",
            "notBefore", "expiresAt", "addresses", "lastUsedAt", "lastUsedFrom", "lastUsedPlace", "overlapEndsAt",
        ]);
        var withValue = made.Json!.AsObject();
        withValue.Remove("token");
        withValue.ToJsonString().ShouldBe(members.ToJsonString());
        ((string?)members["owner"], (string?)members["state"], (string?)members["externalId"]).ShouldBe(("alice", "active", "my-id_1"));
        members["addresses"]!.ToJsonString().ShouldBe("""["127.0.0.0/8","::1"]""");
        ((string)made["token"]!).ShouldStartWith($"tgw_{made["id"]}_");
        (await EdgeStatusAsync((string)made["token"]!)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_members_a_token_is_the_callers_with_its_highest_role()
    {
        var made = await edge.Owner.PostAsync("/tokens", "{}");

        made.Status.ShouldBe(201, made.Text);
        ((string?)made["owner"], (string?)made["role"], (string?)made["name"]).ShouldBe(("alice", "Engineers", ""));
        made["manages"].AsArray().ShouldBeEmpty();
        made.Json!["expiresAt"].ShouldBeNull();
    }

    [Fact]
    public async Task A_value_is_shown_once_and_stands_in_no_later_answer()
    {
        var made = await edge.Owner.PostAsync("/tokens", """{ "name": "once", "externalId": "once" }""");
        var (id, value) = (made["id"].ToString(), (string)made["token"]!);
        var secret = value[..^10];

        string[] paths = [$"/tokens/{id}", "/tokens?limit=500", "/me", "/users", "/users/alice", $"/audit?subject=token:{id}", "/settings", "/routes"];
        foreach (var path in paths)
        {
            (await edge.Owner.GetAsync(path)).Text.ShouldNotContain(secret, Case.Sensitive, path);
            (await edge.Admin.GetAsync(path)).Text.ShouldNotContain(secret, Case.Sensitive, path);
        }

        foreach (var (method, path) in new[] { ("POST", "/deactivate"), ("POST", "/activate"), ("POST", "/rotate"), ("DELETE", "/overlap"), ("DELETE", "") })
            (await edge.Owner.SendAsync(method, $"/tokens/{id}{path}")).Text.ShouldNotContain(secret, Case.Sensitive, path);
    }

    [Fact]
    public async Task A_deleted_token_is_refused_by_the_next_request_and_stays_as_a_tombstone_without_rights()
    {
        var made = await edge.Owner.PostAsync("/tokens", """{ "name": "short-lived" }""");
        (await EdgeStatusAsync((string)made["token"]!)).ShouldBe(HttpStatusCode.OK);

        var deleted = await edge.Owner.DeleteAsync($"/tokens/{made["id"]}");

        (deleted.Status, deleted.Text).ShouldBe((204, ""));
        (await EdgeStatusAsync((string)made["token"]!)).ShouldBe(HttpStatusCode.Unauthorized);
        (await edge.Owner.DeleteAsync($"/tokens/{made["id"]}")).Status.ShouldBe(404);
        var tombstone = await edge.Owner.GetAsync($"/tokens/{made["id"]}");
        ((string?)tombstone["state"]).ShouldBe("deleted");
        tombstone["permissions"].AsArray().ShouldBeEmpty();
        (await ListAsync(edge.Owner, "/tokens?state=deleted")).ShouldContain(made["id"].ToString());
        (await ListAsync(edge.Owner, "/tokens")).ShouldNotContain(made["id"].ToString());
    }

    [Fact]
    public async Task A_token_is_switched_off_and_on_again()
    {
        var made = await edge.Owner.PostAsync("/tokens", "{}");
        var value = (string)made["token"]!;

        var off = await edge.Owner.PostAsync($"/tokens/{made["id"]}/deactivate");
        (off.Status, (string?)off["state"]).ShouldBe((200, "inactive"));
        (await EdgeStatusAsync(value)).ShouldBe(HttpStatusCode.Unauthorized);

        var on = await edge.Owner.PostAsync($"/tokens/{made["id"]}/activate");
        (on.Status, (string?)on["state"]).ShouldBe((200, "active"));
        (await EdgeStatusAsync(value)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rotated_token_has_two_secrets_for_the_overlap_and_then_one()
    {
        var made = await edge.Owner.PostAsync("/tokens", "{}");
        var old = (string)made["token"]!;

        var rotated = await edge.Owner.PostAsync($"/tokens/{made["id"]}/rotate", """{ "overlap": "1h" }""");

        rotated.Status.ShouldBe(200, rotated.Text);
        rotated["id"].ToJsonString().ShouldBe(made["id"].ToJsonString());
        rotated.Json!["overlapEndsAt"].ShouldNotBeNull();
        (await EdgeStatusAsync(old)).ShouldBe(HttpStatusCode.OK);
        (await EdgeStatusAsync((string)rotated["token"]!)).ShouldBe(HttpStatusCode.OK);

        (await edge.Owner.DeleteAsync($"/tokens/{made["id"]}/overlap")).Status.ShouldBe(204);

        (await EdgeStatusAsync(old)).ShouldBe(HttpStatusCode.Unauthorized);
        (await EdgeStatusAsync((string)rotated["token"]!)).ShouldBe(HttpStatusCode.OK);
        (await edge.Owner.GetAsync($"/tokens/{made["id"]}")).Json!["overlapEndsAt"].ShouldBeNull();
    }

    [Fact]
    public async Task A_rotation_without_a_body_has_no_overlap()
    {
        var made = await edge.Owner.PostAsync("/tokens", "{}");

        var rotated = await edge.Owner.PostAsync($"/tokens/{made["id"]}/rotate");

        rotated.Status.ShouldBe(200, rotated.Text);
        (await EdgeStatusAsync((string)made["token"]!)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_overlap_of_more_than_a_week_is_refused()
    {
        var made = await edge.Owner.PostAsync("/tokens", "{}");

        var answer = await edge.Owner.PostAsync($"/tokens/{made["id"]}/rotate", """{ "overlap": "8d" }""");

        (answer.Status, answer.Code).ShouldBe((422, "overlap_too_long"));
    }

    [Fact]
    public async Task Owners_see_nothing_of_each_other()
    {
        var made = await edge.Owner.PostAsync("/tokens", """{ "name": "mine" }""");
        var id = made["id"].ToString();

        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/deactivate"), ("POST", "/activate"), ("POST", "/rotate"), ("DELETE", "/overlap") })
        {
            var foreign = await edge.Other.SendAsync(method, $"/tokens/{id}{path}");
            var missing = await edge.Other.SendAsync(method, $"/tokens/999999{path}");

            foreign.Status.ShouldBe(404, foreign.Text);
            WithoutTrace(foreign).ShouldBe(WithoutTrace(missing).Replace("999999", id, StringComparison.Ordinal), $"{method} {path}");
        }

        (await ListAsync(edge.Other, "/tokens?limit=500")).ShouldNotContain(id);
        (await edge.Other.GetAsync("/tokens?owner=alice")).Code.ShouldBe("forbidden");
        (await edge.Owner.GetAsync($"/tokens/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_administrator_sees_the_tokens_of_everyone_and_filters_them()
    {
        var made = await edge.Other.PostAsync("/tokens", """{ "name": "ends", "expiresIn": "2h" }""");
        var id = made["id"].ToString();
        var soon = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        var later = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));

        (await ListAsync(edge.Admin, "/tokens?owner=bob")).ShouldContain(id);
        (await ListAsync(edge.Admin, "/tokens?owner=alice")).ShouldNotContain(id);
        (await ListAsync(edge.Admin, $"/tokens?expiresBefore={soon}")).ShouldContain(id);
        (await ListAsync(edge.Admin, $"/tokens?expiresBefore={later}")).ShouldNotContain(id);
        (await ListAsync(edge.Admin, "/tokens?unusedSince=90d")).ShouldNotContain(id);
        (await ListAsync(edge.Admin, $"/tokens?unusedSince={soon}")).ShouldContain(id);
        (await ListAsync(edge.Admin, "/tokens?state=inactive")).ShouldNotContain(id);
        (await edge.Admin.GetAsync("/tokens?realm=prod")).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_declared_token_is_listed_for_administrators_and_its_owner_and_cannot_be_changed()
    {
        (await ListAsync(edge.Admin, "/tokens?limit=500")).ShouldContain("static:ci");
        (await ListAsync(edge.Owner, "/tokens?limit=500")).ShouldNotContain("static:ci");
        (await edge.Owner.GetAsync("/tokens/static:ci")).Code.ShouldBe("not_found");

        var shown = await edge.Admin.GetAsync("/tokens/static:ci");
        ((string?)shown["id"], (string?)shown["owner"], (string?)shown["createdBy"]).ShouldBe(("static:ci", "dave", "file"));
        shown["permissions"].ToJsonString().ShouldBe("""["orders:read"]""");
        foreach (var (method, path) in new[] { ("DELETE", ""), ("POST", "/deactivate"), ("POST", "/activate"), ("POST", "/rotate"), ("DELETE", "/overlap") })
        {
            var answer = await edge.Admin.SendAsync(method, $"/tokens/static:ci{path}");
            (answer.Status, answer.Code).ShouldBe((409, "declared_in_file"), $"{method} {path}");
        }
    }

    [Fact]
    public async Task An_external_id_is_unique_among_live_tokens_of_an_owner()
    {
        var first = await edge.Owner.PostAsync("/tokens", """{ "externalId": "build" }""");
        first.Status.ShouldBe(201);

        (await edge.Owner.PostAsync("/tokens", """{ "externalId": "build" }""")).Code.ShouldBe("external_id_taken");
        (await edge.Other.PostAsync("/tokens", """{ "externalId": "build" }""")).Status.ShouldBe(201);
        (await edge.Owner.DeleteAsync($"/tokens/{first["id"]}")).Status.ShouldBe(204);
        (await edge.Owner.PostAsync("/tokens", """{ "externalId": "build" }""")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task What_may_be_used_is_what_token_and_owner_have()
    {
        await edge.Gateway.IssueAsync("lowered", "Engineers");
        var made = await edge.Admin.PostAsync("/tokens", """{ "owner": "lowered", "role": "Engineers" }""");
        made["permissions"].ToJsonString().ShouldBe("""["orders:read","orders:write"]""");

        (await edge.Admin.PatchAsync("/users/lowered", """{ "roles": ["Users"] }""")).Status.ShouldBe(200);

        (await edge.Admin.GetAsync($"/tokens/{made["id"]}"))["permissions"].ToJsonString().ShouldBe("""["orders:read"]""");
    }

    private async Task<HttpStatusCode> EdgeStatusAsync(string value)
    {
        using var client = edge.Gateway.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", value);
        using var answer = await client.GetAsync("/orders/1");
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<string>> ListAsync(ApiClient client, string path)
    {
        var answer = await client.GetAsync(path);
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer.Items.Select(one => one!["id"]!.ToString())];
    }

    private static string WithoutTrace(ApiAnswer answer)
    {
        var body = (JsonObject)answer.Json!;
        body.Remove("traceId");
        return body.ToJsonString();
    }
}
