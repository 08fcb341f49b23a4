using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>What the options of tokens let whom do: one table for each.</summary>
public sealed class OptionRulesTests
{
    private readonly FakeClock _clock = new();
    private readonly InMemoryStore _store = Cast.Store();

    [Theory]
    [InlineData(TokenCreators.Everyone, "own", "alice", null)]
    [InlineData(TokenCreators.Administrators, "own", "alice", CreatorsOnly)]
    [InlineData(TokenCreators.Administrators, "admin", "alice", null)]
    [InlineData(TokenCreators.Administrators, "admin", "dora", null)]
    [InlineData(TokenCreators.Administrators, "operator", "alice", null)]
    [InlineData(TokenCreators.Selected, "own", "alice", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "selected", "sue", null)]
    [InlineData(TokenCreators.Administrators, "selected", "sue", CreatorsOnly)]
    [InlineData(TokenCreators.Selected, "admin", "alice", null)]
    public async Task Creators(TokenCreators creators, string actor, string owner, RefusalCode? expected) =>
        (await IssueAsync(new TokenOptions { Creators = creators }, actor, owner)).ShouldBe(expected);

    [Theory]
    [InlineData("own", "alice", null)]
    [InlineData("admin", "dora", null)]
    [InlineData("admin", "alice", NotForOthers)]
    [InlineData("operator", "alice", null)]
    public async Task Nobody_creates_for_others(string actor, string owner, RefusalCode? expected) =>
        (await IssueAsync(new TokenOptions { CreateForOthers = CreateForOthers.Nobody }, actor, owner)).ShouldBe(expected);

    [Theory]
    [InlineData("own", OwnersMayNot, OwnersMayNot, OwnersMayNot, OwnersMayNot, OwnersMayNot)]
    [InlineData("admin", null, null, null, null, null)]
    [InlineData("operator", null, null, null, null, null)]
    public async Task Owners_who_may_nothing(
        string actor, RefusalCode? list, RefusalCode? create, RefusalCode? deactivate, RefusalCode? rotate, RefusalCode? delete)
    {
        var model = Model(new TokenOptions { OwnersMay = TokenOwnerRights.None });
        var (who, lifecycle, id) = (Who(actor, model), Create(), TokenId.Stored(7));
        _store.Put(Some.Token(7));
        ((await lifecycle.ListAsync(who, TokenFilter.All, null, 10, default)).Error?.Code).ShouldBe(list);
        ((await lifecycle.GetAsync(who, id, default)).Error?.Code).ShouldBe(list);
        ((await lifecycle.IssueAsync(who, Wish.Parse("alice", ""), model, default)).Error?.Code).ShouldBe(create);
        ((await lifecycle.DeactivateAsync(who, id, default)).Error?.Code).ShouldBe(deactivate);
        ((await lifecycle.ActivateAsync(who, id, model, default)).Error?.Code).ShouldBe(deactivate);
        ((await lifecycle.RotateAsync(who, id, TimeSpan.Zero, model, default)).Error?.Code).ShouldBe(rotate);
        ((await lifecycle.DeleteAsync(who, id, default)).Error?.Code).ShouldBe(delete);
    }

    [Theory]
    [InlineData(DefaultManages.None, "operator", "dora", ManagementRights.None)]
    [InlineData(DefaultManages.Own, "operator", "dora", ManagementRights.Own)]
    [InlineData(DefaultManages.Owner, "operator", "alice", ManagementRights.Own)]
    [InlineData(DefaultManages.Owner, "operator", "carl", ManagementRights.Own | ManagementRights.Audit)]
    [InlineData(DefaultManages.Owner, "admin", "dora", ManagementRights.Own | ManagementRights.Tokens)]
    public async Task Default_of_manages_gives_no_more_than_who_asks_has(DefaultManages option, string actor, string owner, ManagementRights expected)
    {
        var model = Model(new TokenOptions { DefaultManages = option });
        var issued = await Create().IssueAsync(Who(actor, model), Wish.Parse(owner, ""), model, default);
        issued.Value.ShouldNotBeNull().Token.Manages.ShouldBe(expected);
    }

    [Theory]
    [InlineData(false, OutlivesCreator)]
    [InlineData(true, null)]
    public async Task Token_made_by_a_token_may_outlive_it_only_where_the_dialect_says_so(bool mayOutlive, RefusalCode? expected) =>
        (await IssueAsync(new TokenOptions { MayOutliveCreator = mayOutlive }, "own, 10 days", "alice")).ShouldBe(expected);

    [Fact]
    public async Task Token_that_is_bound_to_addresses_binds_what_it_makes()
    {
        var (model, bounds) = (Model(new TokenOptions()), AddressRange.Parse("10.0.0.0/8"));
        var credential = Some.Token(1000) with { Manages = ManagementRights.Own, Addresses = [bounds] };
        var actor = Actor.Bearer(Some.Snapshot(credential, Cast.StoredUsers.Single(user => user.Id.Value == "alice"), model));

        var issued = await Create().IssueAsync(actor, Wish.Parse("alice", ""), model, default);

        issued.Value.ShouldNotBeNull().Token.Addresses.ShouldBe([bounds]);
    }

    [Theory]
    [InlineData("user alice", "alice", "role=Engineers", null)]
    [InlineData("user alice", "alice", "role=Engineers realm=prod", null)]
    [InlineData("user alice", "alice", "manages=own", null)]
    [InlineData("user alice", "alice", "manages=tokens", ManagementRightNotHeld)]
    [InlineData("user alice", "alice", "role=Administrators", RoleNotHeld)]
    [InlineData("user alice", "bob", "", Forbidden)]
    [InlineData("user dora", "bob", "", null)]
    [InlineData("user dora", "dora", "manages=own,tokens,users,settings,audit", null)]
    [InlineData("user carl", "alice", "", Forbidden)]
    public async Task User_who_signed_in_has_all_the_user_has(string actor, string owner, string request, RefusalCode? expected) =>
        (await IssueAsync(new TokenOptions(), actor, owner, request)).ShouldBe(expected);

    [Theory]
    [InlineData("own", null, "alice", "7")]
    [InlineData("own", "alice", "alice", "7")]
    [InlineData("own", "bob", "Forbidden", "")]
    [InlineData("manages nothing", null, "Forbidden", "")]
    [InlineData("admin", null, "all", "7 8")]
    [InlineData("admin", "bob", "bob", "8")]
    [InlineData("operator", null, "all", "7 8 9")]
    [InlineData("user dora", null, "all, every realm", "7 8 9")]
    [InlineData("own, prod", null, "prod", "9")]
    public async Task Actor_lists_what_it_may_see(string actor, string? owner, string what, string expected)
    {
        var model = Model(new TokenOptions());
        _store.Put(Some.Token(7));
        _store.Put(Some.Token(8, "bob"));
        _store.Put(Some.Token(9) with { Realm = Realm.Parse("prod") });
        var filter = new TokenFilter { Owner = owner is null ? null : UserId.Parse(owner) };
        var listed = await Create().ListAsync(Who(actor, model), filter, null, 10, default);
        (listed.Error?.Code).ShouldBe(what == "Forbidden" ? Forbidden : null);
        string.Join(' ', (listed.Value ?? []).Select(one => one.Id)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("before the end", -1, null)]
    [InlineData("at the end", 0, InvalidValue)]
    [InlineData("behind the end", 1, InvalidValue)]
    public async Task Beginning_lies_before_the_end(string where, int days, RefusalCode? expected)
    {
        where.ShouldNotBeEmpty();
        var request = Wish.Parse("alice", "ends=10") with { NotBefore = The.Start.AddDays(10 + days) };
        var result = await Create().IssueAsync(Actor.Operator("root"), request, Model(new TokenOptions()), default);
        (result.Error?.Code).ShouldBe(expected);
    }

    private static AccessModel Model(TokenOptions options) => Cast.Model(options);

    private TokenLifecycle Create() => new(_store, _store, new InMemoryPermissionUses(), new StandardTokenFormat("tgw"), _store, _clock);

    private Actor Who(string name, AccessModel model)
    {
        if (name.StartsWith("user ", StringComparison.Ordinal))
            return Actor.SignedIn(Cast.StoredUsers.Single(user => user.Id.Value == name["user ".Length..]), model);
        if (name != "selected")
            return Cast.Actor(name, model);
        var sue = Some.User("sue") with { CanCreateTokens = true };
        _store.Put(sue);
        return Actor.Bearer(Some.Snapshot(Some.Token(1000, "sue") with { Manages = ManagementRights.Own }, sue, model));
    }

    private async Task<RefusalCode?> IssueAsync(TokenOptions options, string actor, string owner, string request = "")
    {
        var model = Model(options);
        return (await Create().IssueAsync(Who(actor, model), Wish.Parse(owner, request), model, default)).Error?.Code;
    }
}
