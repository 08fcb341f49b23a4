using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Service accounts over REST: what an administrator, a maintainer and everybody else can do with them.</summary>
public sealed class ServiceAccountTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Fact]
    public async Task Account_is_made_listed_and_maintained_by_whom_it_names_at_this_moment()
    {
        var made = await CreateAsync("ci-bot", "alice");
        (made.Status, (string?)made["kind"], made["maintainers"].ToJsonString(), (bool)made["unmaintained"]).ShouldBe((201, "service", "[\"alice\"]", false));
        (await edge.Admin.GetAsync("/users/ci-bot")).Text.ShouldBe(made.Text);
        (await edge.Admin.GetAsync("/users?kind=service&q=ci-b")).Items.Count.ShouldBe(1);
        (await edge.Admin.GetAsync("/users?kind=person&q=ci-b")).Items.ShouldBeEmpty();
        (await edge.Admin.GetAsync("/users?kind=robot")).Code.ShouldBe("invalid_value");

        // A maintainer needs no management right to see it.
        (await edge.Owner.GetAsync("/users/ci-bot")).Text.ShouldBe(made.Text);
        (await edge.Owner.GetAsync("/users?kind=service")).Items.Select(one => (string?)one!["id"]).ShouldContain("ci-bot");
        (await edge.Owner.GetAsync("/users")).Code.ShouldBe("forbidden");
        var token = await edge.Owner.PostAsync("/tokens", """{ "owner": "ci-bot", "name": "pipeline", "expiresIn": "30d" }""");
        (token.Status, (string?)token["owner"]).ShouldBe((201, "ci-bot"), token.Text);
        var path = $"/tokens/{token["id"]}";
        (await edge.Owner.GetAsync("/tokens?owner=ci-bot")).Items.Count.ShouldBe(1);
        (await edge.Owner.GetAsync("/tokens")).Items.Select(one => (string?)one!["owner"]).ShouldAllBe(owner => owner == "alice");
        (await GetAsync((string)token["token"]!)).ShouldBe(200);

        // Nobody else can.
        foreach (var (answer, code) in new[]
        {
            (await edge.Other.GetAsync("/users/ci-bot"), "forbidden"), (await edge.Other.GetAsync("/users/nobody-at-all"), "forbidden"),
            (await edge.Other.GetAsync("/tokens?owner=ci-bot"), "forbidden"), (await edge.Other.GetAsync(path), "not_found"),
            (await edge.Other.PostAsync(path + "/rotate"), "not_found"), (await edge.Other.DeleteAsync(path), "not_found"),
            (await edge.Other.PostAsync("/tokens", """{ "owner": "ci-bot" }"""), "forbidden"),
        })
        {
            answer.Code.ShouldBe(code, answer.Text);
        }

        (await edge.Other.GetAsync("/users?kind=service")).Items.Select(one => (string?)one!["id"]).ShouldNotContain("ci-bot");
        (await edge.Other.GetAsync("/users/ci-bot")).Detail.ShouldBe((await edge.Other.GetAsync("/users/nobody")).Detail);

        // The new maintainer is effective from the next call on, and the token is unaffected.
        var changed = await edge.Admin.PatchAsync("/users/ci-bot", """{ "maintainers": ["bob"] }""");
        changed["maintainers"].ToJsonString().ShouldBe("[\"bob\"]");
        (await edge.Owner.GetAsync(path)).Code.ShouldBe("not_found");
        (await edge.Owner.PostAsync(path + "/rotate")).Code.ShouldBe("not_found");
        (await edge.Owner.GetAsync("/users/ci-bot")).Code.ShouldBe("forbidden");
        (await GetAsync((string)token["token"]!)).ShouldBe(200);
        var rotated = await edge.Other.PostAsync(path + "/rotate");
        (await GetAsync((string)rotated["token"]!)).ShouldBe(200);
        (await GetAsync((string)token["token"]!)).ShouldBe(401);
        var audit = (await edge.Admin.GetAsync("/audit?subject=user:ci-bot&action=user.maintainers_changed")).Items;
        audit.ShouldHaveSingleItem()!["after"]!.ToJsonString().ShouldMatch("""^\{"maintainers":\["bob #\d+"\]\}$""");
    }

    [Fact]
    public async Task Account_and_tokens_survive_their_maintainers_and_no_later_user_of_the_id_becomes_one()
    {
        using var leaver = edge.Gateway.Api(await edge.OwnerTokenAsync("leaver"));
        await CreateAsync("old-bot", "leaver");
        var token = await leaver.PostAsync("/tokens", """{ "owner": "old-bot" }""");

        (await edge.Admin.PatchAsync("/users/leaver", """{ "disabled": true }""")).Status.ShouldBe(200);
        var disabled = await edge.Admin.GetAsync("/users/old-bot");
        ((bool)disabled["unmaintained"], disabled["maintainers"].ToJsonString()).ShouldBe((true, "[\"leaver\"]"));
        (await leaver.GetAsync("/tokens?owner=old-bot")).Status.ShouldBe(401);
        (await GetAsync((string)token["token"]!)).ShouldBe(200);

        (await edge.Admin.DeleteAsync("/users/leaver")).Status.ShouldBe(204);
        using var namesake = edge.Gateway.Api(await edge.OwnerTokenAsync("leaver"));
        var left = await edge.Admin.GetAsync("/users/old-bot");
        ((bool)left["unmaintained"], left["maintainers"].ToJsonString()).ShouldBe((true, "[]"));
        (await namesake.GetAsync("/tokens?owner=old-bot")).Code.ShouldBe("forbidden");
        (await GetAsync((string)token["token"]!)).ShouldBe(200);
        (await edge.Admin.PostAsync($"/tokens/{token["id"]}/deactivate")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{ "id": "x-bot", "kind": "service", "roles": ["Users"], "maintainers": ["missing"] }""", "user_not_found")]
    [InlineData("""{ "id": "x-bot", "kind": "service", "roles": ["Users"], "maintainers": ["dave"] }""", "declared_in_file")]
    [InlineData("""{ "id": "x-bot", "kind": "service", "roles": ["Users"], "maintainers": ["y-bot"] }""", "service_account")]
    [InlineData("""{ "id": "x-bot", "kind": "person", "roles": ["Users"], "maintainers": ["alice"] }""", "invalid_value")]
    [InlineData("""{ "id": "x-bot", "roles": ["Users"], "maintainers": [] }""", "invalid_value")]
    [InlineData("""{ "id": "x-bot", "kind": "robot", "roles": ["Users"] }""", "invalid_value")]
    public async Task Wrong_account_is_refused(string body, string code)
    {
        await CreateAsync("y-bot");

        (await edge.Admin.PostAsync("/users", body)).Code.ShouldBe(code);
        (await edge.Admin.GetAsync("/users/x-bot")).Code.ShouldBe("user_not_found");
    }

    [Fact]
    public async Task Kind_stays_and_a_person_gets_no_maintainers()
    {
        (await edge.Admin.PatchAsync("/users/bob", """{ "maintainers": ["alice"] }""")).Code.ShouldBe("invalid_value");
        (await edge.Admin.PatchAsync("/users/bob", """{ "maintainers": null }""")).Code.ShouldBe("invalid_value");
        (await edge.Admin.PatchAsync("/users/bob", """{ "kind": "service" }""")).Code.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Token_of_an_account_manages_its_own_account_and_nothing_else_whatever_the_roles_give()
    {
        await CreateAdministratorAsync("root-bot", "adam");
        foreach (var right in new[] { "tokens", "users", "settings", "audit" })
            (await edge.Admin.PostAsync("/tokens", $$"""{ "owner": "root-bot", "manages": ["{{right}}"] }""")).Code.ShouldBe("management_right_not_held");
        var made = await edge.Admin.PostAsync("/tokens", """{ "owner": "root-bot", "role": "Administrators", "manages": ["own"] }""");
        using var bot = edge.Gateway.Api((string)made["token"]!);

        (await bot.GetAsync("/me"))["manages"].ToJsonString().ShouldBe("[\"own\"]");
        (await bot.PatchAsync("/users/root-bot", """{ "maintainers": ["root-bot"] }""")).Code.ShouldBe("forbidden");
        foreach (var path in new[] { "/users", "/audit", "/settings", "/tokens?owner=alice", "/users/alice" })
            (await bot.GetAsync(path)).Code.ShouldBe("forbidden", path);
        (await bot.PostAsync($"/tokens/{made["id"]}/rotate", """{ "overlap": "1h" }""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Maintainer_gives_no_more_than_it_has_and_takes_away_whatever_there_is()
    {
        await CreateAdministratorAsync("strong-bot", "alice");
        var strong = await edge.Admin.PostAsync("/tokens", """{ "owner": "strong-bot", "role": "Administrators" }""");
        var path = $"/tokens/{strong["id"]}";

        (await edge.Owner.PostAsync("/tokens", """{ "owner": "strong-bot", "role": "Administrators" }""")).Code.ShouldBe("role_not_held");
        (await edge.Owner.PostAsync(path + "/rotate")).Code.ShouldBe("role_not_held");
        (await edge.Owner.PostAsync("/tokens", """{ "owner": "strong-bot", "role": "Engineers" }""")).Status.ShouldBe(201);
        (await edge.Owner.PostAsync("/tokens", """{ "owner": "strong-bot", "role": "Engineers", "realm": "prod" }""")).Code.ShouldBe("forbidden");
        (await edge.Owner.PostAsync(path + "/deactivate")).Status.ShouldBe(200);
        (await edge.Owner.PostAsync(path + "/activate")).Code.ShouldBe("role_not_held");
        (await edge.Owner.PostAsync(path + "/reveal")).Code.ShouldBe("session_required");
        (await edge.Owner.DeleteAsync(path)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Maintainer_who_loses_the_role_loses_what_it_gave()
    {
        using var maintainer = edge.Gateway.Api(await edge.OwnerTokenAsync("lowered"));
        await CreateAsync("kept-bot", "lowered");
        var token = await maintainer.PostAsync("/tokens", """{ "owner": "kept-bot" }""");

        (await edge.Admin.PatchAsync("/users/lowered", """{ "roles": ["Users"] }""")).Status.ShouldBe(200);

        (await maintainer.PostAsync($"/tokens/{token["id"]}/rotate")).Code.ShouldBe("role_not_held");
        (await maintainer.PostAsync("/tokens", """{ "owner": "kept-bot", "role": "Engineers" }""")).Code.ShouldBe("role_not_held");
        (await GetAsync((string)token["token"]!)).ShouldBe(200);
    }

    [Fact]
    public async Task Open_session_of_a_removed_maintainer_manages_nothing()
    {
        (await edge.Admin.PostAsync("/users", """{ "id": "sam", "roles": ["Engineers"] }""")).Status.ShouldBe(201);
        var hash = new PasswordHasher<string>().HashPassword("", "correct horse battery");
        (await edge.Gateway.Users.SetPasswordHashAsync(Actor.Operator("test"), UserId.Parse("sam"), hash, edge.Gateway.State.Current.Access, default)).Succeeded.ShouldBeTrue();
        await CreateAsync("watched-bot", "sam");
        using var session = edge.Gateway.Api();
        await session.SignInAsync("sam", "correct horse battery");
        var token = await session.PostAsync("/tokens", """{ "owner": "watched-bot" }""");

        (await edge.Admin.PatchAsync("/users/watched-bot", """{ "maintainers": [] }""")).Status.ShouldBe(200);

        foreach (var change in new[] { "rotate", "deactivate", "activate" })
            (await session.PostAsync($"/tokens/{token["id"]}/{change}")).Code.ShouldBe("not_found");
        (await session.PostAsync("/tokens", """{ "owner": "watched-bot" }""")).Code.ShouldBe("forbidden");
        (await session.GetAsync("/tokens?owner=watched-bot")).Code.ShouldBe("forbidden");
    }

    // A token does not grant the realms of that role.
    private async Task CreateAdministratorAsync(string id, string maintainer)
    {
        var (actor, model) = (Actor.Operator("test"), edge.Gateway.State.Current.Access);
        var maintainers = await edge.Gateway.Services.GetRequiredService<ServiceAccounts>().ReadAsync(actor, [UserId.Parse(maintainer)], model, default);
        var account = new User { Id = UserId.Parse(id), Roles = [RoleName.Parse("Administrators")], Maintainers = maintainers.Value };
        (await edge.Gateway.Users.CreateAsync(actor, account, model, default)).Error.ShouldBeNull();
    }

    private Task<ApiAnswer> CreateAsync(string id, string? maintainer = null) => edge.Admin.PostAsync("/users", new JsonObject
    {
        ["id"] = id,
        ["kind"] = "service",
        ["roles"] = new JsonArray("Engineers"),
        ["maintainers"] = maintainer is null ? [] : new JsonArray(maintainer),
    }.ToJsonString());

    private async Task<int> GetAsync(string token) => (await edge.GetAsync("/orders", $"Authorization: Bearer {token}")).Status;
}
