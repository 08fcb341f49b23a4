using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>
/// Whoever manages users must not become more by it: by a role for itself, a user of its own making, another's password.
/// </summary>
public sealed class UserReachTests
{
    private static readonly AccessModel Model = Cast.Model();

    private readonly InMemoryStore _store = Cast.Store();

    [Theory]
    // A token that manages users, of an administrator: as far as it manages itself.
    [InlineData("user manager", "create", "new Users", null)]
    [InlineData("user manager", "create", "new Engineers", null)]
    [InlineData("user manager", "create", "new Administrators", ManagementRightNotHeld)]
    [InlineData("user manager", "create", "new Auditors", ManagementRightNotHeld)]
    [InlineData("user manager", "set-role", "bob Engineers", null)]
    [InlineData("user manager", "set-role", "bob Administrators", ManagementRightNotHeld)]
    [InlineData("user manager", "set-role", "dora Users", null)]
    [InlineData("user manager", "password", "bob", null)]
    [InlineData("user manager", "password", "dora", ManagementRightNotHeld)]
    [InlineData("user manager", "no password", "dora", null)]
    [InlineData("user manager", "creator", "bob", null)]
    [InlineData("user manager", "creator", "dora", ManagementRightNotHeld)]
    [InlineData("user manager", "enable", "dora", ManagementRightNotHeld)]
    [InlineData("user manager", "disable", "dora", null)]
    [InlineData("user manager", "delete", "dora", null)]
    // A weak token that manages users makes nobody stronger than itself.
    [InlineData("weak user manager", "create", "new Users", null)]
    [InlineData("weak user manager", "create", "new Engineers", RoleNotHeld)]
    [InlineData("weak user manager", "set-role", "bob Engineers", RoleNotHeld)]
    [InlineData("weak user manager", "password", "alice", RoleNotHeld)]
    [InlineData("weak user manager", "password", "bob", null)]
    // In person: a user's own password, and nothing else without the right.
    [InlineData("user bob", "password", "bob", null)]
    [InlineData("user bob", "password", "alice", Forbidden)]
    [InlineData("user bob", "set-role", "bob Administrators", Forbidden)]
    [InlineData("user dora", "set-role", "bob Administrators", null)]
    [InlineData("own", "password", "alice", Forbidden)]
    [InlineData("operator", "password", "dora", null)]
    [InlineData("operator", "create", "new Administrators", null)]
    public async Task Actor_changes_user(string actor, string change, string target, RefusalCode? expected)
    {
        var result = await ChangeAsync(Who(actor), change, target.Split(' '));
        (result.Error?.Code).ShouldBe(expected);
        _store.Audited.Count.ShouldBe(expected is null ? 1 : 0);
    }

    [Theory]
    // Where only selected users make tokens, being selected is a right like others: nobody hands it out without having it.
    [InlineData(TokenCreators.Selected, "helper", "creator helper", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "helper", "creator bob", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "helper", "create sue", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "helper", "enable sue", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "helper", "patch sue", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "helper", "email sue", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "helper", "password sue", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "helper", "no creator sue", null)]
    [InlineData(TokenCreators.Selected, "helper", "disable sue", null)]
    [InlineData(TokenCreators.Selected, "selected helper", "creator bob", null)]
    [InlineData(TokenCreators.Selected, "user dora", "creator bob", null)]
    [InlineData(TokenCreators.Selected, "operator", "creator bob", null)]
    [InlineData(TokenCreators.Everyone, "helper", "creator bob", null)]
    public async Task Actor_selects_who_makes_tokens(TokenCreators creators, string actor, string change, RefusalCode? expected)
    {
        var (model, sue) = (WithHelpers(new TokenOptions { Creators = creators }), Some.User("sue", "Users") with { CanCreateTokens = true });
        var helper = Some.User("helper", "Helpers") with { CanCreateTokens = actor == "selected helper" };
        _store.Put(helper);
        if (change != "create sue")
            _store.Put(sue);
        var who = actor.EndsWith("helper", StringComparison.Ordinal) ? Actor.SignedIn(helper, model)
            : actor == "operator" ? Cast.Actor(actor, model)
            : Actor.SignedIn(Cast.StoredUsers.Single(user => user.Id.Value == "dora"), model);
        var (users, id) = (Create(), UserId.Parse(change.Split(' ')[^1]));
        var result = change.Split(' ')[0] switch
        {
            "create" => await users.CreateAsync(who, sue, model, default),
            "creator" => await users.SetCanCreateTokensAsync(who, id, true, model, default),
            "no" => await users.SetCanCreateTokensAsync(who, id, false, model, default),
            "enable" => await users.SetDisabledAsync(who, id, false, model, default),
            "disable" => await users.SetDisabledAsync(who, id, true, model, default),
            "patch" => await users.PatchAsync(who, id, new UserPatch { IsDisabled = false }, model, default),
            "email" => await users.PatchAsync(who, id, new UserPatch { SetsEmail = true, Email = "x@example.com" }, model, default),
            _ => await users.SetPasswordHashAsync(who, id, "hash", model, default),
        };
        (result.Error?.Code).ShouldBe(expected);
    }

    [Theory]
    [InlineData("create", SessionRequired)]
    [InlineData("set-role", SessionRequired)]
    [InlineData("password", SessionRequired)]
    [InlineData("enable", SessionRequired)]
    [InlineData("disable", null)]
    [InlineData("no password", null)]
    public async Task Leaked_token_that_works_again_gives_no_user_anything(string change, RefusalCode? expected)
    {
        var token = Some.Token(1000, "dora", "Administrators") with { Manages = ManagementRights.Users, LeakedAt = The.Start };
        var actor = Actor.Bearer(Some.Snapshot(token, Some.User("dora", "Administrators"), Model));

        var result = await ChangeAsync(actor, change, change == "create" ? ["new", "Users"] : ["bob", "Engineers"]);
        (result.Error?.Code).ShouldBe(expected);
    }

    [Theory]
    [InlineData("user bob", "bob", null)]
    [InlineData("user bob", "alice", Forbidden)]
    [InlineData("user dora", "alice", null)]
    [InlineData("user dora", "dave", null)]
    [InlineData("user dora", "nobody", UserNotFound)]
    [InlineData("own", "alice", Forbidden)]
    public async Task Actor_sees_user(string actor, string user, RefusalCode? expected) =>
        ((await Create().GetAsync(Who(actor), UserId.Parse(user), Model, default)).Error?.Code).ShouldBe(expected);

    private async Task<LifecycleResult<User>> ChangeAsync(Actor who, string change, string[] target)
    {
        var (users, id) = (Create(), UserId.Parse(target[0]));
        return change switch
        {
            "create" => await users.CreateAsync(who, Some.User(target[0], target[1]), "hash", Model, default),
            "set-role" => await users.SetRolesAsync(who, id, Some.Roles(target[1]), Model, default),
            "password" => await users.SetPasswordHashAsync(who, id, "hash", Model, default),
            "no password" => await users.SetPasswordHashAsync(who, id, null, Model, default),
            "creator" => await users.SetCanCreateTokensAsync(who, id, true, Model, default),
            "enable" => await users.SetDisabledAsync(who, id, false, Model, default),
            "disable" => await users.SetDisabledAsync(who, id, true, Model, default),
            _ => await users.DeleteAsync(who, id, Model, default),
        };
    }

    private static Actor Who(string name)
    {
        if (name.StartsWith("user ", StringComparison.Ordinal) && name != "user manager")
            return Actor.SignedIn(Cast.StoredUsers.Single(user => user.Id.Value == name["user ".Length..]), Model);
        if (name != "weak user manager")
            return Cast.Actor(name, Model);
        var token = Some.Token(1000, "dora", "Users") with { Manages = ManagementRights.Users };
        return Actor.Bearer(Some.Snapshot(token, Some.User("dora", "Administrators"), Model));
    }

    private static AccessModel WithHelpers(TokenOptions options)
    {
        var roles = new RoleCatalog(
            [
                Some.Role("Users", 10, ["orders:read"]),
                Some.Role("Helpers", 15, ["orders:read"], ManagementRights.Users),
                Some.Role("Administrators", 30, ["*"], ManagementRights.Tokens | ManagementRights.Users),
            ],
            The.Permissions);
        return new AccessModel(roles, The.Permissions, [], options, [], []);
    }

    private UserLifecycle Create() => new(_store, _store, new FakeClock());
}
