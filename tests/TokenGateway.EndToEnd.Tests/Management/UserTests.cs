using System.Text.Json.Nodes;

namespace TokenGateway.EndToEnd.Tests.Management;

public sealed class UserTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Fact]
    public async Task A_user_is_made_shown_changed_and_deleted()
    {
        var made = await edge.Admin.PostAsync("/users", """{ "id": "nora@example.com", "email": "nora@example.com", "name": "Nora", "roles": ["Users"] }""");
        made.Status.ShouldBe(201, made.Text);
        var location = made.Headers.Location!.ToString();
        location.ShouldBe("/api/v1/users/nora%40example.com");
        made.Json!.AsObject().Select(one => one.Key).ShouldBe(["id", "number", "kind", "email", "name", "roles", "realms", "maintainers", "unmaintained", "disabled", "canCreateTokens", "declared", "createdAt"]);

        (await edge.Admin.GetAsync(location)).Text.ShouldBe(made.Text);
        (await edge.Admin.PostAsync("/users", """{ "id": "nora@example.com", "roles": ["Users"] }""")).Code.ShouldBe("user_exists");

        var changed = await edge.Admin.PatchAsync(location, """{ "email": null, "name": "N.", "roles": ["Engineers"], "disabled": true, "canCreateTokens": true }""");
        changed.Status.ShouldBe(200, changed.Text);
        changed.Json!["email"].ShouldBeNull();
        ((string?)changed["name"], (bool)changed["disabled"], (bool)changed["canCreateTokens"]).ShouldBe(("N.", true, true));
        (await edge.Admin.GetAsync(location)).Text.ShouldBe(changed.Text);

        (await edge.Admin.DeleteAsync(location)).Status.ShouldBe(204);
        (await edge.Admin.GetAsync(location)).Code.ShouldBe("user_not_found");
        var actions = (await edge.Admin.GetAsync("/audit?subject=user:nora@example.com")).Items.Select(one => (string?)one!["action"]);
        actions.ShouldBe(["user.deleted", "user.profile_changed", "user.creator_changed", "user.disabled", "user.roles_changed", "user.created"]);
    }

    [Theory]
    [InlineData("corp/alice")]
    [InlineData("CORP\\bob")]
    [InlineData("a/../b")]
    [InlineData("...")]
    [InlineData("./c")]
    [InlineData("d?e#f;g")]
    public async Task A_user_whose_id_has_signs_of_a_path_is_made_shown_and_deleted(string id)
    {
        var made = await edge.Admin.PostAsync("/users", new JsonObject { ["id"] = id, ["roles"] = new JsonArray("Users") }.ToJsonString());
        made.Status.ShouldBe(201, made.Text);
        var location = made.Headers.Location!.ToString();

        var shown = await edge.Admin.GetAsync(location);
        (shown.Status, (string?)shown["id"]).ShouldBe((200, id));
        (await edge.Admin.PatchAsync(location, """{ "name": "N." }""")).Status.ShouldBe(200);
        (await edge.Admin.DeleteAsync(location)).Status.ShouldBe(204);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_user_that_no_path_can_name_is_refused(string id)
    {
        var refused = await edge.Admin.PostAsync("/users", new JsonObject { ["id"] = id, ["roles"] = new JsonArray("Users") }.ToJsonString());

        (refused.Status, refused.Code).ShouldBe((400, "invalid_value"), refused.Text);
        refused.Text.ShouldContain("A user id is neither . nor ..");
        (await edge.Gateway.CliAsync("user", "create", id, "--role", "Users")).ExitCode.ShouldNotBe(0);
    }

    [Theory]
    [InlineData("""{ "id": "ALICE", "roles": ["Users"] }""", "user_exists")]
    [InlineData("""{ "id": "Dave", "roles": ["Users"] }""", "user_exists")]
    [InlineData("""{ "id": "alice,root", "roles": ["Users"] }""", "invalid_value")]
    [InlineData("""{ "id": "al\u200bice", "roles": ["Users"] }""", "invalid_value")]
    [InlineData("""{ "id": "paula", "email": "Quentin@Example.com", "roles": ["Users"] }""", "user_exists")]
    [InlineData("""{ "id": "paula", "email": "p@example.com,root@example.com", "roles": ["Users"] }""", "invalid_value")]
    public async Task A_user_that_an_upstream_may_take_for_another_is_refused(string body, string code)
    {
        await edge.Admin.PostAsync("/users", """{ "id": "quentin", "email": "quentin@example.com", "roles": ["Users"] }""");
        await edge.Admin.PostAsync("/users", """{ "id": "rita", "roles": ["Users"] }""");

        (await edge.Admin.PostAsync("/users", body)).Code.ShouldBe(code);
        (await edge.Admin.PatchAsync("/users/rita", """{ "email": "QUENTIN@example.com" }""")).Code.ShouldBe("user_exists");
        (await edge.Admin.PatchAsync("/users/rita", """{ "email": "quentin" }""")).Code.ShouldBe("invalid_value");
        (await edge.Admin.PatchAsync("/users/rita", """{ "email": "rita@example.com" }""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Realms_are_given_shown_recorded_and_taken()
    {
        var made = await edge.Admin.PostAsync("/users", """{ "id": "regina", "roles": ["Users"] }""");
        made.Json!["realms"]!.ToJsonString().ShouldBe("[\"default\"]");
        (await edge.Gateway.CliAsync("user", "set-realm", "regina", "stage", "default", "prod", "stage")).ExitCode.ShouldBe(0);
        (await edge.Admin.GetAsync("/users/regina")).Json!["realms"]!.ToJsonString().ShouldBe("[\"default\",\"prod\",\"stage\"]");

        var less = await edge.Admin.PatchAsync("/users/regina", """{ "realms": ["prod", "default"] }""");

        (less.Status, less.Json!["realms"]!.ToJsonString()).ShouldBe((200, "[\"default\",\"prod\"]"));
        var audit = (await edge.Admin.GetAsync("/audit?subject=user:regina&action=user.realms_changed")).Items;
        audit.Select(one => one!["after"]!.ToJsonString()).ShouldBe(["""{"realms":["default","prod"]}""", """{"realms":["default","prod","stage"]}"""]);
        (await edge.Admin.PatchAsync("/users/regina", """{ "realms": ["default", "prod"] }""")).Status.ShouldBe(200);
        (await edge.Admin.GetAsync("/audit?subject=user:regina&action=user.realms_changed")).Items.Count.ShouldBe(2);
        (await edge.Admin.PatchAsync("/users/regina", """{ "realms": ["default", "prod", "other"] }""")).Code.ShouldBe("realm_not_held");
    }

    [Theory]
    [InlineData("""{ "realms": null }""", 400, "invalid_value")]
    [InlineData("""{ "realms": [] }""", 400, "invalid_value")]
    [InlineData("""{ "realms": [null] }""", 400, "invalid_value")]
    [InlineData("""{ "realms": ["default", " x"] }""", 400, "invalid_value")]
    [InlineData("""{ "realms": ["a\nb"] }""", 400, "invalid_value")]
    [InlineData("""{ "realms": "*" }""", 400, "invalid_value")]
    [InlineData("""{ "Realms": ["*"] }""", 400, "invalid_request")]
    [InlineData("""{ "realms": ["* "] }""", 400, "invalid_value")]
    public async Task Realms_that_are_none_change_nothing(string body, int status, string code)
    {
        await edge.Admin.PostAsync("/users", """{ "id": "ruth", "roles": ["Users"] }""");

        var answer = await edge.Admin.PatchAsync("/users/ruth", body);

        (answer.Status, answer.Code).ShouldBe((status, code), answer.Text);
        (await edge.Admin.GetAsync("/users/ruth")).Json!["realms"]!.ToJsonString().ShouldBe("[\"default\"]");
    }

    [Fact]
    public async Task A_change_that_is_refused_in_part_changes_nothing()
    {
        await edge.Admin.PostAsync("/users", """{ "id": "otto", "roles": ["Users"] }""");

        var answer = await edge.Admin.PatchAsync("/users/otto", """{ "name": "Otto", "disabled": true, "roles": ["Nobody"] }""");

        (answer.Status, answer.Code).ShouldBe((422, "role_unknown"));
        var user = await edge.Admin.GetAsync("/users/otto");
        (user.Json!["name"], (bool)user["disabled"]).ShouldBe((null, false));
    }

    [Fact]
    public async Task A_change_of_nothing_is_recorded_as_nothing()
    {
        await edge.Admin.PostAsync("/users", """{ "id": "pia", "roles": ["Users"], "name": "Pia" }""");

        (await edge.Admin.PatchAsync("/users/pia", """{ "name": "Pia", "roles": ["Users"], "disabled": false }""")).Status.ShouldBe(200);
        (await edge.Admin.PatchAsync("/users/pia", "{}")).Status.ShouldBe(200);

        (await edge.Admin.GetAsync("/audit?subject=user:pia")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_id_with_a_slash_has_a_path()
    {
        var made = await edge.Admin.PostAsync("/users", """{ "id": "team/robot", "roles": ["Users"] }""");

        var shown = await edge.Admin.GetAsync(made.Headers.Location!.ToString());

        (shown.Status, (string?)shown["id"]).ShouldBe((200, "team/robot"));
    }

    [Fact]
    public async Task A_declared_user_is_listed_and_cannot_be_changed()
    {
        var shown = await edge.Admin.GetAsync("/users/dave");
        ((bool)shown["declared"]).ShouldBeTrue();
        shown.Json!["number"].ShouldBeNull();

        (await edge.Admin.PatchAsync("/users/dave", """{ "disabled": true }""")).Code.ShouldBe("declared_in_file");
        (await edge.Admin.DeleteAsync("/users/dave")).Code.ShouldBe("declared_in_file");
        (await edge.Admin.PostAsync("/users", """{ "id": "dave", "roles": ["Users"] }""")).Code.ShouldBe("user_exists");
    }

    [Fact]
    public async Task Who_does_not_manage_users_sees_none_not_even_itself_by_token()
    {
        foreach (var (method, path, body) in new (string, string, string?)[]
        {
            ("GET", "/users", null), ("GET", "/users/alice", null), ("POST", "/users", """{ "id": "x", "roles": ["Users"] }"""),
            ("PATCH", "/users/alice", """{ "roles": ["Administrators"] }"""), ("DELETE", "/users/bob", null),
        })
        {
            (await edge.Owner.SendAsync(method, path, body)).Code.ShouldBe("forbidden", $"{method} {path}");
        }
    }
}
