using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>What happens between a decision and its write: nobody gets anything by what is not so any more, and taking away goes on.</summary>
public sealed class ChangedMeanwhileTests
{
    private static readonly AccessModel Model = Cast.Model();

    private readonly InMemoryStore _store = Cast.Store();
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData("create", "owner deleted", ChangedMeanwhile)]
    [InlineData("create", "owner disabled", ChangedMeanwhile)]
    [InlineData("create", "owner lowered", ChangedMeanwhile)]
    [InlineData("create", "owner loses a realm", ChangedMeanwhile)]
    [InlineData("create", "actor loses a realm", ChangedMeanwhile)]
    [InlineData("create", "actor lowered", ChangedMeanwhile)]
    [InlineData("create", "actor disabled", ChangedMeanwhile)]
    [InlineData("create", "credential off", ChangedMeanwhile)]
    [InlineData("rotate", "owner deleted", ChangedMeanwhile)]
    [InlineData("rotate", "credential off", ChangedMeanwhile)]
    [InlineData("activate", "owner disabled", ChangedMeanwhile)]
    [InlineData("rotate", "owner loses a realm", ChangedMeanwhile)]
    [InlineData("activate", "owner loses a realm", ChangedMeanwhile)]
    [InlineData("activate", "credential off", ChangedMeanwhile)]
    [InlineData("activate", "token leaked", ChangedMeanwhile)]
    [InlineData("rotate", "token leaked", ChangedMeanwhile)]
    [InlineData("password", "user raised", ChangedMeanwhile)]
    [InlineData("password", "credential off", ChangedMeanwhile)]
    [InlineData("email", "user raised", ChangedMeanwhile)]
    [InlineData("enable", "user raised", ChangedMeanwhile)]
    [InlineData("raise", "actor lowered", ChangedMeanwhile)]
    [InlineData("give realm", "actor loses a realm", ChangedMeanwhile)]
    [InlineData("take realm", "actor loses a realm", null)]
    [InlineData("create user", "actor loses a realm", ChangedMeanwhile)]
    [InlineData("create user", "actor lowered", ChangedMeanwhile)]
    [InlineData("keep a role", "carl loses it", ChangedMeanwhile)]
    [InlineData("keep a realm", "carl loses it", ChangedMeanwhile)]
    [InlineData("deactivate", "owner lowered", null)]
    [InlineData("delete", "credential off", null)]
    [InlineData("disable", "user raised", null)]
    [InlineData("no password", "user raised", null)]
    [InlineData("lower", "actor lowered", null)]
    public async Task Change_is_decided_by_what_is_there_when_it_is_written(string change, string meanwhile, RefusalCode? expected)
    {
        var credential = Some.Token(1000, "dora", "Administrators") with { Manages = ManagementRights.Tokens | ManagementRights.Users };
        _store.Put(credential);
        _store.Put(Some.Token(7, "bob", "Users") with { IsActive = change != "activate" });
        if (change.EndsWith("realm", StringComparison.Ordinal))
            _store.Put(_store.Users[UserId.Parse("bob")] with { Realms = RealmSet.Of(Realm.Parse("prod")) });
        var dora = _store.Users[UserId.Parse("dora")];
        var actor = Actor.Bearer(Some.Snapshot(credential, dora, Model));
        _store.BeforeWrite = () => Happen(meanwhile);

        (await ChangeAsync(actor, change)).ShouldBe(expected);

        _store.BeforeWrite.ShouldBeNull();
        _store.Audited.Count.ShouldBe(expected is null ? 1 : 0);
    }

    [Fact]
    public async Task Import_is_decided_once_more()
    {
        _store.BeforeWrite = () => Happen("owner disabled");
        var request = new ImportRequest(new IssueRequest { Owner = UserId.Parse("bob") }, Some.Digest(), "hint");

        var result = await new TokenImporter(_store, _store, _store, _clock).ImportAsync(Actor.Operator("root"), [request], false, Model, default);

        result.Refusals.ShouldHaveSingleItem().Value.Code.ShouldBe(UserDisabled);
        _store.Tokens.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("rotate")]
    [InlineData("activate")]
    public async Task Token_whose_owner_is_gone_gets_no_new_life(string change)
    {
        _store.Put(Some.Token(7, "bob", "Users") with { OwnerNumber = 99 });

        (await ChangeAsync(Actor.SignedIn(_store.Users[UserId.Parse("dora")], Model), change)).ShouldBe(UserNotFound);
        (await ChangeAsync(Actor.Operator("root"), change)).ShouldBe(UserNotFound);
        (await ChangeAsync(Actor.Operator("root"), "delete")).ShouldBeNull();
    }

    [Fact]
    public async Task Later_user_of_the_same_id_neither_sees_nor_changes_tokens_of_the_first()
    {
        _store.Put(Some.Token(7, "bob", "Users") with { OwnerNumber = 99 });
        var bob = Actor.SignedIn(_store.Users[UserId.Parse("bob")], Model);

        (await Tokens.GetAsync(bob, TokenId.Stored(7), default)).Error!.Code.ShouldBe(NotFound);
        foreach (var change in new[] { "rotate", "activate", "deactivate", "delete" })
            (await ChangeAsync(bob, change)).ShouldBe(NotFound);
    }

    private TokenLifecycle Tokens => new(_store, _store, new InMemoryPermissionUses(), new StandardTokenFormat("tgw"), _store, _clock);

    private async Task<RefusalCode?> ChangeAsync(Actor actor, string change)
    {
        var (users, bob, token) = (new UserLifecycle(_store, _store, _clock), UserId.Parse("bob"), TokenId.Stored(7));
        var error = change switch
        {
            "create" => (await Tokens.IssueAsync(actor, new IssueRequest { Owner = bob }, Model, default)).Error,
            "rotate" => (await Tokens.RotateAsync(actor, token, TimeSpan.Zero, Model, default)).Error,
            "activate" => (await Tokens.ActivateAsync(actor, token, Model, default)).Error,
            "deactivate" => (await Tokens.DeactivateAsync(actor, token, default)).Error,
            "delete" => (await Tokens.DeleteAsync(actor, token, default)).Error,
            "password" => (await users.SetPasswordHashAsync(actor, bob, "hash", Model, default)).Error,
            "no password" => (await users.SetPasswordHashAsync(actor, bob, null, Model, default)).Error,
            "email" => (await users.PatchAsync(actor, bob, new UserPatch { SetsEmail = true, Email = "b@example.com" }, Model, default)).Error,
            "enable" => (await users.PatchAsync(actor, bob, new UserPatch { IsDisabled = false, Roles = Some.Roles("Users", "Clerks") }, Model, default)).Error,
            "disable" => (await users.PatchAsync(actor, bob, new UserPatch { IsDisabled = true }, Model, default)).Error,
            "raise" => (await users.SetRolesAsync(actor, bob, Some.Roles("Engineers"), Model, default)).Error,
            "give realm" => (await users.SetRealmsAsync(actor, bob, RealmSet.Of(Realm.Default, Realm.Parse("prod")), Model, default)).Error,
            "take realm" => (await users.SetRealmsAsync(actor, UserId.Parse("alice"), RealmSet.Default, Model, default)).Error,
            "keep a role" => (await users.SetRolesAsync(actor, UserId.Parse("carl"), _store.Users[UserId.Parse("carl")].Roles, Model, default)).Error,
            "keep a realm" => (await users.PatchAsync(actor, UserId.Parse("carl"), new UserPatch { Realms = _store.Users[UserId.Parse("carl")].Realms, IsDisabled = true }, Model, default)).Error,
            "lower" => (await users.SetRolesAsync(actor, UserId.Parse("carl"), Some.Roles("Users"), Model, default)).Error,
            _ => (await users.CreateAsync(actor, Some.User("new", "Users"), Model, default)).Error,
        };
        return error?.Code;
    }

    private void Happen(string what)
    {
        var (bob, dora) = (_store.Users[UserId.Parse("bob")], _store.Users[UserId.Parse("dora")]);
        switch (what)
        {
            case "owner deleted":
                _store.Users.Remove(bob.Id);
                _store.Deleted.Add(bob.Id);
                break;
            case "owner disabled":
                _store.Put(bob with { IsDisabled = true });
                break;
            case "owner lowered" or "user raised":
                _store.Put(bob with { Roles = Some.Roles("Clerks", "Administrators") });
                break;
            case "owner loses a realm":
                _store.Put(bob with { Realms = RealmSet.Of(Realm.Parse("prod")) });
                break;
            case "actor loses a realm":
                _store.Put(dora with { Realms = RealmSet.Of(Realm.Parse("prod")) });
                break;
            case "actor lowered":
                _store.Put(dora with { Roles = Some.Roles("Users") });
                break;
            case "actor disabled":
                _store.Put(dora with { IsDisabled = true });
                break;
            case "carl loses it":
                _store.Put(_store.Users[UserId.Parse("carl")] with { Roles = Some.Roles("Users"), Realms = RealmSet.Of(Realm.Parse("prod")) });
                break;
            case "token leaked":
                _store.Put(_store.Tokens[TokenId.Stored(7)] with { IsActive = false, LeakedAt = _clock.GetUtcNow() });
                break;
            default:
                _store.Put(_store.Tokens[TokenId.Stored(1000)] with { IsActive = false });
                break;
        }
    }
}
