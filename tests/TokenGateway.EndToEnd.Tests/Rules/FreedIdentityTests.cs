using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>Identities freed by removing a stronger user's rights, or the user, cannot be reused by callers who could not grant those rights.</summary>
public sealed class FreedIdentityTests(RulesGateway rules) : IClassFixture<RulesGateway>
{
    private static readonly string[] Actors = ["Helpdesk/session", "Helpdesk/token", "operator"];

    private static readonly (string Freed, string Take, string? Expected)[] Cases =
    [
        ("demoted", "e-mail", "role_not_held"),
        ("demoted", "name", "role_not_held"),
        ("demoted", "password", "role_not_held"),
        ("demoted", "enable", "role_not_held"),
        ("demoted", "creator", "role_not_held"),
        ("demoted", "id", "user_exists"),
        ("demoted", "address", "user_exists"),
        ("demoted", "own address", "user_exists"),
        ("disabled", "e-mail", "management_right_not_held"),
        ("disabled", "name", "management_right_not_held"),
        ("disabled", "password", "management_right_not_held"),
        ("disabled", "enable", "management_right_not_held"),
        ("disabled", "creator", "management_right_not_held"),
        ("disabled", "id", "user_exists"),
        ("disabled", "address", "user_exists"),
        ("disabled", "own address", "user_exists"),
        ("deleted", "e-mail", "user_not_found"),
        ("deleted", "name", "user_not_found"),
        ("deleted", "password", "user_not_found"),
        ("deleted", "enable", "user_not_found"),
        ("deleted", "creator", "user_not_found"),
        ("deleted", "id", "role_not_held"),
        ("deleted", "id in capitals", "role_not_held"),
        ("deleted", "id as address", "role_not_held"),
        ("deleted", "address", "role_not_held"),
        ("deleted", "address as id", "role_not_held"),
        ("deleted", "own address", "role_not_held"),
        ("demoted and deleted", "id", "role_not_held"),
        ("demoted and deleted", "own address", "role_not_held"),
        ("readdressed", "address", "role_not_held"),
        ("readdressed", "own address", "role_not_held"),
    ];

    private static int _made;

    private readonly string _adam = $"adam-{Interlocked.Increment(ref _made)}@x.com";

    public static TheoryData<string, string, string, string?> All
    {
        get
        {
            var all = new TheoryData<string, string, string, string?>();
            foreach (var actor in Actors)
            {
                foreach (var (freed, take, expected) in Cases)
                    all.Add(actor, freed, take, actor == "operator" && expected is ("role_not_held" or "management_right_not_held") ? null : expected);
            }

            return all;
        }
    }

    private UserId Id => UserId.Parse(_adam);

    private string Address => "mail-" + _adam;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Actor_gets_hold_of_a_stronger_user(string who, string freed, string take, string? expected)
    {
        var (actor, own) = await ActorAsync(who);
        await AddAsync();
        foreach (var part in freed.Split(" and "))
            (await FreeAsync(actor, part)).ShouldBeNull();

        (await TakeAsync(actor, own, take)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("session")]
    [InlineData("token")]
    public async Task What_the_operator_decides_about_a_demoted_user_counts(string credential)
    {
        var (actor, own) = await ActorAsync("Helpdesk/" + credential);
        await AddAsync();
        (await FreeAsync(actor, "demoted")).ShouldBeNull();

        // The caller who removed them cannot grant them, however often it tries.
        (await PatchAsync(actor, new UserPatch { Roles = [RoleName.Parse("Helpdesk")] })).ShouldBeNull();
        (await FreeAsync(actor, "demoted")).ShouldBeNull();
        (await TakeAsync(actor, own, "e-mail")).ShouldBe("role_not_held");

        // Also by writing the same roles again.
        (await PatchAsync(Actor.Operator("test"), new UserPatch { Roles = [RoleName.Parse("Users")] })).ShouldBeNull();
        (await TakeAsync(actor, own, "e-mail")).ShouldBeNull();
        (await TakeAsync(actor, own, "password")).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_operator_gives_to_another_is_free_when_that_one_goes()
    {
        var (actor, own) = await ActorAsync("Helpdesk/session");
        await AddAsync();
        (await FreeAsync(actor, "deleted")).ShouldBeNull();
        (await TakeAsync(Actor.Operator("test"), own, "id")).ShouldBeNull();
        (await FreeAsync(actor, "deleted")).ShouldBeNull();

        (await TakeAsync(actor, own, "id")).ShouldBeNull();
        (await TakeAsync(actor, own, "own address")).ShouldBe("role_not_held");
    }

    [Fact]
    public async Task Taken_realms_and_the_right_to_make_tokens_count_on()
    {
        // Helpdesk tokens are in realm default, and so grant no other.
        var (actor, own) = await ActorAsync("Helpdesk/token");
        var user = new User { Id = Id, Email = Address, Roles = [RoleName.Parse("Users")], Realms = RealmSet.Of(Realm.Default, Realm.Parse("prod")) };
        (await rules.Gateway.Users.CreateAsync(Actor.Operator("test"), user, rules.Model, default)).Error.ShouldBeNull();

        (await PatchAsync(actor, new UserPatch { Realms = RealmSet.Default })).ShouldBeNull();

        (await TakeAsync(actor, own, "e-mail")).ShouldBe("role_not_held");
        (await FreeAsync(actor, "deleted")).ShouldBeNull();
        (await TakeAsync(actor, own, "id")).ShouldBe("role_not_held");
    }

    [Fact]
    public async Task Demoting_and_taking_over_at_once_do_not_succeed_together()
    {
        for (var i = 0; i < 20; i++)
        {
            var id = UserId.Parse($"racer-{i}@x.com");
            var (actor, _) = await ActorAsync("Helpdesk/session");
            await AddAsync(id);

            var results = await Task.WhenAll(
                Task.Run(async () => (await rules.Gateway.Users.PatchAsync(actor, id, new UserPatch { Roles = [RoleName.Parse("Users")] }, rules.Model, default)).Error),
                Task.Run(async () => (await rules.Gateway.Users.PatchAsync(actor, id, new UserPatch { SetsEmail = true, Email = $"evil-{i}@x.com" }, rules.Model, default)).Error));

            results[0].ShouldBeNull();
            results[1].ShouldNotBeNull().Name.ShouldBeOneOf("management_right_not_held", "role_not_held", "changed_meanwhile");
        }
    }

    [Fact]
    public async Task Over_REST_an_administrators_identity_is_not_taken_over()
    {
        var rule = Rule.Parse("Helpdesk/session | list-users | self | | allowed");
        var subject = await rules.PrepareAsync(rule);
        using var helen = await rules.ClientAsync(rule, subject);
        await AddAsync();
        var (adam, own) = ($"/users/{Uri.EscapeDataString(_adam)}", $"/users/{subject.Caller!.User.Id}");

        (await helen.PatchAsync(adam, """{ "roles": ["Users"] }""")).Status.ShouldBe(200);
        var refused = await helen.PatchAsync(adam, """{ "email": "evil@x.com" }""");
        (refused.Status, refused.Code).ShouldBe((403, "role_not_held"), refused.Text);
        refused.Detail!.ShouldContain("role Administrators");
        refused.Detail!.ShouldContain("operator");
        (await helen.DeleteAsync(adam)).Status.ShouldBeInRange(200, 204);
        foreach (var (method, path, body) in new[]
        {
            ("PATCH", own, $$"""{ "email": "{{Address}}" }"""),
            ("POST", "/users", $$"""{ "id": "{{_adam}}", "roles": ["Users"] }"""),
            ("POST", "/users", $$"""{ "id": "{{Address.ToUpperInvariant()}}", "roles": ["Users"] }"""),
        })
        {
            var answer = await helen.SendAsync(method, path, body);
            (answer.Status, answer.Code).ShouldBe((403, "role_not_held"), answer.Text);
        }
    }

    private async Task AddAsync(UserId? id = null) => (await rules.Gateway.Users.CreateAsync(
        Actor.Operator("test"), new User { Id = id ?? Id, Email = id is null ? Address : null, Roles = [RoleName.Parse("Administrators")] }, rules.Model, default)).Error.ShouldBeNull();

    private async Task<(Actor Actor, UserId Own)> ActorAsync(string who)
    {
        var rule = Rule.Parse($"{(who == "operator" ? "Users/session" : who)} | list-users | self | | allowed");
        var subject = await rules.PrepareAsync(rule);
        return (who == "operator" ? Actor.Operator("test") : await rules.ActorAsync(rule, subject), subject.Caller!.User.Id);
    }

    private async Task<string?> FreeAsync(Actor actor, string freed) => freed switch
    {
        "demoted" => await PatchAsync(actor, new UserPatch { Roles = [RoleName.Parse("Users")] }),
        "disabled" => await PatchAsync(actor, new UserPatch { IsDisabled = true }),
        "deleted" => (await rules.Gateway.Users.DeleteAsync(actor, Id, rules.Model, default)).Error?.Name,

        // By an authorized caller: for upstreams, the address still belongs to an administrator.
        _ => await PatchAsync(Actor.Operator("test"), new UserPatch { SetsEmail = true, Email = "new-" + _adam }),
    };

    private Task<string?> TakeAsync(Actor actor, UserId own, string take) => take switch
    {
        "e-mail" => PatchAsync(actor, new UserPatch { SetsEmail = true, Email = "evil-" + _adam }),
        "name" => PatchAsync(actor, new UserPatch { SetsName = true, Name = "Evil" }),
        "enable" => PatchAsync(actor, new UserPatch { IsDisabled = false }),
        "creator" => PatchAsync(actor, new UserPatch { CanCreateTokens = true }),
        "password" => PasswordAsync(actor),
        "own address" => PatchAsync(actor, new UserPatch { SetsEmail = true, Email = Address }, own),
        "id" => CreateAsync(actor, _adam, null),
        "id in capitals" => CreateAsync(actor, _adam.ToUpperInvariant(), null),
        "id as address" => CreateAsync(actor, "eve-" + _adam, _adam),
        "address" => CreateAsync(actor, "eve-" + _adam, Address),
        _ => CreateAsync(actor, Address, null),
    };

    private async Task<string?> PatchAsync(Actor actor, UserPatch patch, UserId? id = null) =>
        (await rules.Gateway.Users.PatchAsync(actor, id ?? Id, patch, rules.Model, default)).Error?.Name;

    private async Task<string?> PasswordAsync(Actor actor) => (await rules.Gateway.Users.SetPasswordHashAsync(actor, Id, "hash", rules.Model, default)).Error?.Name;

    private async Task<string?> CreateAsync(Actor actor, string id, string? email) => (await rules.Gateway.Users.CreateAsync(
        actor, new User { Id = UserId.Parse(id), Email = email, Roles = [RoleName.Parse("Users")] }, rules.Model, default)).Error?.Name;
}
