using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>What the people who maintain a service account may do with it, and nobody else.</summary>
public sealed class ServiceAccountTests
{
    private static readonly AccessModel Model = Cast.Model();
    private static readonly UserId Bot = UserId.Parse("ci-bot");
    private static readonly TokenId BotsToken = TokenId.Stored(7);

    private readonly InMemoryStore _store = new();
    private readonly FakeClock _clock = new();

    public ServiceAccountTests()
    {
        _store.Put(Some.User("alice", "Engineers") with { Number = 1 });
        _store.Put(Some.User("bob", "Engineers") with { Number = 2 });
        _store.Put(Some.User("dora", "Administrators") with { Number = 3 });
        _store.Put(Some.User("hilda", "Users") with { Number = 4 });
        _store.Put(Account(1, 4));
        _store.Put(Some.Token(7, "ci-bot", "Engineers") with { OwnerNumber = 9 });
    }

    [Theory]
    [InlineData("alice", "create", null)]
    [InlineData("alice", "list", null)]
    [InlineData("alice", "get", null)]
    [InlineData("alice", "rotate", null)]
    [InlineData("alice", "activate", null)]
    [InlineData("alice", "deactivate", null)]
    [InlineData("alice", "end overlap", null)]
    [InlineData("alice", "delete", null)]
    [InlineData("alice", "see", null)]
    [InlineData("alice", "see list", null)]
    [InlineData("alice", "maintainers", Forbidden)]
    [InlineData("alice", "enable", Forbidden)]
    [InlineData("bob", "create", Forbidden)]
    [InlineData("bob", "list", Forbidden)]
    [InlineData("bob", "get", NotFound)]
    [InlineData("bob", "rotate", NotFound)]
    [InlineData("bob", "activate", NotFound)]
    [InlineData("bob", "deactivate", NotFound)]
    [InlineData("bob", "end overlap", NotFound)]
    [InlineData("bob", "delete", NotFound)]
    [InlineData("bob", "see", Forbidden)]

    // Never more than the maintainer has; what takes away is possible.
    [InlineData("hilda", "create", RoleNotHeld)]
    [InlineData("hilda", "rotate", RoleNotHeld)]
    [InlineData("hilda", "activate", RoleNotHeld)]
    [InlineData("hilda", "deactivate", null)]
    [InlineData("hilda", "delete", null)]
    [InlineData("hilda", "get", null)]

    // Administrators manage everyone's.
    [InlineData("dora", "create", null)]
    [InlineData("dora", "rotate", null)]
    [InlineData("dora", "maintainers", null)]

    // Nobody else is told what there is.
    [InlineData("bob", "list of nobody", Forbidden)]
    [InlineData("bob", "see nobody", Forbidden)]
    public async Task Maintainer_does_what_the_owner_may_under_its_own_ceiling(string who, string action, RefusalCode? expected)
    {
        (await DoAsync(SignedIn(who), action)).ShouldBe(expected);
        (await DoAsync(Bearer(who, ManagementRights.Own), action)).ShouldBe(who == "dora" ? action == "maintainers" ? Forbidden : action == "create" ? Forbidden : NotFound : expected);
    }

    [Theory]
    [InlineData("create", Forbidden)]
    [InlineData("list", Forbidden)]
    [InlineData("get", NotFound)]
    [InlineData("rotate", NotFound)]
    [InlineData("delete", NotFound)]
    [InlineData("see", Forbidden)]
    [InlineData("see list", Forbidden)]
    public async Task Token_of_a_maintainer_without_the_right_own_manages_nothing(string action, RefusalCode expected) =>
        (await DoAsync(Bearer("alice", ManagementRights.None), action)).ShouldBe(expected);

    [Theory]
    [InlineData("create", Forbidden)]
    [InlineData("rotate", NotFound)]
    [InlineData("delete", NotFound)]
    [InlineData("list", Forbidden)]
    [InlineData("see", Forbidden)]
    public async Task Maintainer_who_was_removed_disabled_or_is_another_stops_at_the_next_call(string action, RefusalCode expected)
    {
        var (session, token) = (SignedIn("alice"), Bearer("alice", ManagementRights.Own));
        _store.Put(Account(2));
        (await DoAsync(session, action)).ShouldBe(expected);
        (await DoAsync(token, action)).ShouldBe(expected);

        _store.Put(Account(1));
        _store.Put(_store.Users[UserId.Parse("alice")] with { IsDisabled = true });
        (await DoAsync(SignedIn("alice"), action)).ShouldBe(expected);

        _store.Put(Some.User("alice", "Engineers") with { Number = 50 });
        (await DoAsync(SignedIn("alice"), action)).ShouldBe(expected);

        // The file's alice is another, and so is an account of the file.
        _store.Put(Some.User("alice", "Engineers") with { Number = 1, IsDeclared = true });
        (await DoAsync(SignedIn("alice"), action)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("rotate")]
    [InlineData("activate")]
    public async Task Maintainer_who_is_removed_between_decision_and_write_gets_nothing(string action)
    {
        _store.BeforeWrite = () => _store.Put(Account(2));

        (await DoAsync(SignedIn("alice"), action)).ShouldBe(ChangedMeanwhile);
        _store.Audited.ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_of_the_account_before_this_one_is_nobodys()
    {
        _store.Put(Some.Token(8, "ci-bot", "Engineers") with { OwnerNumber = 5 });

        (await Tokens().GetAsync(SignedIn("alice"), TokenId.Stored(8), default)).Error!.Code.ShouldBe(NotFound);
        (await Tokens().DeleteAsync(SignedIn("alice"), TokenId.Stored(8), default)).Error!.Code.ShouldBe(NotFound);
    }

    [Fact]
    public async Task Realm_of_the_maintainer_is_the_ceiling_too()
    {
        _store.Put(Account(1) with { Realms = RealmSet.Of(Realm.Default, Realm.Parse("prod")) });
        var request = new IssueRequest { Owner = Bot, Realm = Realm.Parse("prod") };

        (await Tokens().IssueAsync(SignedIn("alice"), request, Model, default)).Error!.Code.ShouldBe(RealmNotHeld);
        (await Tokens().IssueAsync(Bearer("alice", ManagementRights.Own), request, Model, default)).Error!.Code.ShouldBe(Forbidden);
        _store.Put(Some.Token(8, "ci-bot", "Engineers") with { OwnerNumber = 9, Realm = Realm.Parse("prod") });
        (await Tokens().GetAsync(Bearer("alice", ManagementRights.Own), TokenId.Stored(8), default)).Error!.Code.ShouldBe(NotFound);
        (await Tokens().RotateAsync(SignedIn("alice"), TokenId.Stored(8), TimeSpan.Zero, Model, default)).Error!.Code.ShouldBe(RealmNotHeld);
    }

    [Fact]
    public async Task Rules_for_owners_hold_for_maintainers_and_acting_for_others_is_another_matter()
    {
        (await CreateAsync(new TokenOptions { Creators = TokenCreators.Administrators })).ShouldBe(CreatorsOnly);
        (await CreateAsync(new TokenOptions { Creators = TokenCreators.Selected })).ShouldBe(CreatorsOnly);
        (await CreateAsync(new TokenOptions { OwnersMay = TokenOwnerRights.List })).ShouldBe(OwnersMayNot);
        (await CreateAsync(new TokenOptions { CreateForOthers = CreateForOthers.Nobody })).ShouldBeNull();

        async Task<RefusalCode?> CreateAsync(TokenOptions options)
        {
            var model = Cast.Model(options);
            var alice = Actor.SignedIn(_store.Users[UserId.Parse("alice")], model);
            return (await Tokens().IssueAsync(alice, new IssueRequest { Owner = Bot }, model, default)).Error?.Code;
        }
    }

    [Fact]
    public async Task Token_of_an_account_manages_its_own_account_at_most_whatever_its_roles()
    {
        _store.Put(Account(3) with { Roles = Some.Roles("Administrators") });
        foreach (var manages in new[] { ManagementRights.Tokens, ManagementRights.Users, ManagementRights.Settings, ManagementRights.Audit })
        {
            var request = new IssueRequest { Owner = Bot, Manages = manages };
            (await Tokens().IssueAsync(SignedIn("dora"), request, Model, default)).Error!.Code.ShouldBe(ManagementRightNotHeld);
            (await Tokens().IssueAsync(Actor.Operator("root"), request, Model, default)).Error!.Code.ShouldBe(ManagementRightNotHeld);
        }

        // One whose row says more has no more.
        var bearer = Actor.Bearer(Some.Snapshot(
            Some.Token(1000, "ci-bot", "Administrators") with { OwnerNumber = 9, Manages = ManagementRights.Own | ManagementRights.Users | ManagementRights.Tokens }, _store.Users[Bot], Model));
        bearer.Rights.ShouldBe(ManagementRights.Own);
        (await DoAsync(bearer, "maintainers")).ShouldBe(Forbidden);
        (await DoAsync(bearer, "rotate")).ShouldBeNull();
    }

    [Fact]
    public async Task Account_maintains_no_account_whatever_its_row_says()
    {
        _store.Put(Account(9));
        _store.Put(Account(9) with { Id = UserId.Parse("other-bot"), Number = 10 });
        var bearer = Actor.Bearer(Some.Snapshot(Some.Token(1000, "ci-bot", "Engineers") with { OwnerNumber = 9, Manages = ManagementRights.Own }, _store.Users[Bot], Model));

        (await Tokens().IssueAsync(bearer, new IssueRequest { Owner = UserId.Parse("other-bot") }, Model, default)).Error!.Code.ShouldBe(Forbidden);
    }

    [Theory]
    [InlineData("ci-bot", ServiceAccount)]
    [InlineData("dave", DeclaredInFile)]
    [InlineData("nobody", UserNotFound)]
    [InlineData("bob", null)]
    public async Task Only_a_person_of_the_store_maintains(string id, RefusalCode? expected) =>
        ((await ReadAsync(SignedIn("dora"), "alice", id)).Error?.Code).ShouldBe(expected);

    [Fact]
    public async Task Who_may_not_manage_users_learns_nothing_by_naming_maintainers()
    {
        (await ReadAsync(SignedIn("alice"), "nobody")).Error!.Code.ShouldBe(Forbidden);
        (await new ServiceAccounts(_store).ReadAsync(
            SignedIn("dora"), [.. Enumerable.Range(0, ServiceAccounts.MostMaintainers + 1).Select(i => UserId.Parse($"u{i}"))], Model, default)).Error!.Code.ShouldBe(InvalidValue);
    }

    [Fact]
    public async Task Nobody_names_a_maintainer_of_an_account_that_has_more_and_anybody_removes_one()
    {
        // Manages users with fewer roles than the account has.
        var manager = Actor.Bearer(Some.Snapshot(
            Some.Token(1000, "dora", "Engineers") with { OwnerNumber = 3, Manages = ManagementRights.Users }, _store.Users[UserId.Parse("dora")], Model));
        _store.Put(Account(1, 4) with { Roles = Some.Roles("Administrators") });

        (await SetAsync(manager, 1, 4, 3)).ShouldBe(ManagementRightNotHeld);
        (await SetAsync(manager, 3)).ShouldBe(ManagementRightNotHeld);
        (await SetAsync(manager, 1)).ShouldBeNull();
        (await SetAsync(manager)).ShouldBeNull();
        _store.Users[Bot].Maintainers.ShouldBe(MaintainerSet.None);
        (await SetAsync(SignedIn("dora"), 3)).ShouldBeNull();
    }

    [Fact]
    public async Task Shorter_list_does_not_bring_back_whom_somebody_else_took_out()
    {
        _store.BeforeWrite = () => _store.Put(Account(4));
        (await SetAsync(SignedIn("dora"), 1)).ShouldBe(ChangedMeanwhile);
        _store.Users[Bot].Maintainers.ShouldBe(Account(4).Maintainers);

        // Leaving nobody needs no second look.
        _store.BeforeWrite = () => _store.Put(Account(2));
        (await SetAsync(SignedIn("dora"))).ShouldBeNull();
        _store.Users[Bot].Maintainers.ShouldBe(MaintainerSet.None);
    }

    [Fact]
    public async Task Maintainer_of_an_account_with_management_rights_is_named_in_a_fresh_session_alone()
    {
        _store.Put(Account(1) with { Roles = Some.Roles("Administrators") });

        (await SetAsync(Actor.SignedIn(_store.Users[UserId.Parse("dora")], Model, signedInAt: The.Start.AddMinutes(-6)), 1, 2)).ShouldBe(SignInAgain);
        (await SetAsync(Actor.SignedIn(_store.Users[UserId.Parse("dora")], Model, signedInAt: The.Start.AddMinutes(-6)))).ShouldBeNull();
    }

    [Fact]
    public async Task Kind_never_changes_and_an_account_gets_no_password()
    {
        (await Users().PatchAsync(SignedIn("dora"), UserId.Parse("bob"), new UserPatch { Maintainers = MaintainerSet.None }, Model, default)).Error!.Code.ShouldBe(InvalidValue);
        (await Users().SetPasswordHashAsync(SignedIn("dora"), Bot, "hash", Model, default)).Error!.Code.ShouldBe(ServiceAccount);
        (await Users().SetPasswordHashAsync(Actor.Operator("root"), Bot, "hash", Model, default)).Error!.Code.ShouldBe(ServiceAccount);
        (await Users().CreateAsync(Actor.Operator("root"), Account(1) with { Id = UserId.Parse("new-bot") }, "hash", Model, default)).Error!.Code.ShouldBe(ServiceAccount);
        new PasskeyLifecycle(null!, _clock).MayAdd(Actor.SignedIn(_store.Users[Bot], Model, signedInAt: The.Start))!.Code.ShouldBe(ServiceAccount);
    }

    [Fact]
    public async Task Who_is_left_of_the_maintainers_is_known_by_number_and_decides_the_flag()
    {
        var accounts = new ServiceAccounts(_store);
        var account = Account(1, 2, 40);
        (await accounts.MaintainersOfAsync(account, Model, default)).Select(user => user.Id.Value).ShouldBe(["alice", "bob"]);
        ServiceAccounts.IsUnmaintained(account, await accounts.MaintainersOfAsync(account, Model, default)).ShouldBeFalse();

        _store.Put(_store.Users[UserId.Parse("bob")] with { IsDisabled = true });
        _store.Put(_store.Users[UserId.Parse("alice")] with { Number = 60 });
        (await accounts.MaintainersOfAsync(account, Model, default)).Select(user => user.Id.Value).ShouldBe(["bob"]);
        ServiceAccounts.IsUnmaintained(account, await accounts.MaintainersOfAsync(account, Model, default)).ShouldBeTrue();
        ServiceAccounts.IsUnmaintained(_store.Users[UserId.Parse("bob")], []).ShouldBeFalse();
        (await accounts.MaintainedByAsync(_store.Users[UserId.Parse("hilda")], Model, 10, default)).Select(user => user.Id).ShouldBe([Bot]);
        (await accounts.MaintainedByAsync(Cast.DeclaredUser, Model, 10, default)).ShouldBeEmpty();
    }

    private static User Account(params long[] maintainers) => Some.User("ci-bot", "Engineers") with
    {
        Number = 9,
        Maintainers = MaintainerSet.Of(maintainers.Select(number => new Maintainer(UserId.Parse(number switch { 1 => "alice", 2 => "bob", 3 => "dora", 4 => "hilda", _ => "somebody" }), number))),
    };

    private Actor SignedIn(string id) => Actor.SignedIn(_store.Users[UserId.Parse(id)], Model);

    private Actor Bearer(string id, ManagementRights manages)
    {
        var owner = _store.Users[UserId.Parse(id)];
        return Actor.Bearer(Some.Snapshot(Some.Token(1000, id, owner.Roles[0].Value) with { OwnerNumber = owner.Number, Manages = manages }, owner, Model));
    }

    private TokenLifecycle Tokens() => new(_store, _store, new InMemoryPermissionUses(), new StandardTokenFormat("tgw"), _store, _clock);

    private UserLifecycle Users() => new(_store, _store, _clock);

    private ValueTask<LifecycleResult<MaintainerSet>> ReadAsync(Actor actor, params string[] ids) =>
        new ServiceAccounts(_store).ReadAsync(actor, [.. ids.Select(UserId.Parse)], Model, default);

    private async Task<RefusalCode?> SetAsync(Actor actor, params long[] maintainers) =>
        (await Users().PatchAsync(actor, Bot, new UserPatch { Maintainers = Account(maintainers).Maintainers }, Model, default)).Error?.Code;

    private async Task<RefusalCode?> DoAsync(Actor actor, string action)
    {
        if (action == "activate")
            _store.Put(_store.Tokens[BotsToken] with { IsActive = false });
        LifecycleError? error = action switch
        {
            "create" => (await Tokens().IssueAsync(actor, new IssueRequest { Owner = Bot }, Model, default)).Error,
            "list" => (await Tokens().ListAsync(actor, new TokenFilter { Owner = Bot }, null, 10, default)).Error,
            "list of nobody" => (await Tokens().ListAsync(actor, new TokenFilter { Owner = UserId.Parse("nobody") }, null, 10, default)).Error,
            "get" => (await Tokens().GetAsync(actor, BotsToken, default)).Error,
            "rotate" => (await Tokens().RotateAsync(actor, BotsToken, TimeSpan.Zero, Model, default)).Error,
            "activate" => (await Tokens().ActivateAsync(actor, BotsToken, Model, default)).Error,
            "deactivate" => (await Tokens().DeactivateAsync(actor, BotsToken, default)).Error,
            "end overlap" => (await Tokens().EndOverlapAsync(actor, BotsToken, default)).Error,
            "delete" => (await Tokens().DeleteAsync(actor, BotsToken, default)).Error,
            "see" => (await Users().GetAsync(actor, Bot, Model, default)).Error,
            "see nobody" => (await Users().GetAsync(actor, UserId.Parse("nobody"), Model, default)).Error,
            "see list" => (await Users().ListAsync(actor, new UserFilter { IsService = true }, null, 10, Model, default)).Error,
            "maintainers" => (await Users().PatchAsync(actor, Bot, new UserPatch { Maintainers = Account(1, 2).Maintainers }, Model, default)).Error,
            "enable" => (await Users().SetDisabledAsync(actor, Bot, false, Model, default)).Error,
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No such action."),
        };
        if (action == "delete" && error is null)
            _store.Put(_store.Tokens[BotsToken] with { DeletedAt = null });
        return error?.Code;
    }
}
