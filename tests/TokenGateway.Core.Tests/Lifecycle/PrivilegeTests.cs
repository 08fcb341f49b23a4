using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>When a token is said to hold more than it needs, and when nothing is said.</summary>
public sealed class PrivilegeTests
{
    private static readonly DateOnly Today = new(2031, 5, 17);

    // Reports are for an upstream to check.
    private static readonly AccessModel Model = new(The.Roles, The.Permissions, [], new TokenOptions(), [], [])
    {
        AskedPermissions = The.Set("orders:read", "orders:write", "billing:read", "billing:pay", "audit:read"),
    };

    private readonly FakeClock _clock = new();
    private readonly InMemoryStore _store = Cast.Store();
    private readonly InMemoryPermissionUses _uses = new();

    public PrivilegeTests()
    {
        foreach (var permission in Model.AskedPermissionNames)
            _uses.Recorded[permission] = Today.AddDays(-200);
    }

    private static Token Old { get; } = Some.Token() with
    {
        CreatedAt = The.Start.AddDays(-100),
        LastUse = new TokenUse(The.Start, null, TokenPlace.Header),
    };

    [Fact]
    public async Task A_permission_that_no_request_needed_is_unused()
    {
        Needed("orders:read", daysAgo: 3);

        var told = await JudgeAsync(Old);

        told.IsOverPrivileged.ShouldBeTrue();
        told.Held.ShouldBe([
            new HeldPermission("orders:read", PermissionNeed.Used, Today.AddDays(-3)),
            new HeldPermission("orders:write", PermissionNeed.Unused, null),
        ]);
        told.Since.ShouldBe(Today.AddDays(-90));
        told.Kept.ShouldBe(["orders:read"]);
    }

    [Theory]
    [InlineData(90, false)]
    [InlineData(91, true)]
    public async Task A_need_counts_for_90_days(int daysAgo, bool expected)
    {
        Needed("orders:read", 0);
        Needed("orders:write", daysAgo);

        (await JudgeAsync(Old)).IsOverPrivileged.ShouldBe(expected);
    }

    [Fact]
    public async Task A_token_that_needs_all_it_has_is_not_accused()
    {
        Needed("orders:read", 0);
        Needed("orders:write", 89);

        (await JudgeAsync(Old)).IsOverPrivileged.ShouldBeFalse();
    }

    [Fact]
    public async Task A_list_of_its_own_and_the_present_rights_of_the_owner_say_what_a_token_holds()
    {
        Needed("orders:read", 0);

        (await JudgeAsync(Old with { Permissions = Some.Permissions("orders:read") })).IsOverPrivileged.ShouldBeFalse();

        // Bob lost what he had: the token has it no more.
        (await JudgeAsync(Old with { Owner = UserId.Parse("bob"), OwnerNumber = _store.Users[UserId.Parse("bob")].Number })).Held.ShouldHaveSingleItem().Name.ShouldBe("orders:read");
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(29, false)]
    public async Task A_new_token_is_not_accused(int days, bool expected)
    {
        Needed("orders:read", 0);

        var told = await JudgeAsync(Old with { CreatedAt = The.Start.AddDays(-days) });

        told.IsOverPrivileged.ShouldBe(expected);
        told.Since.ShouldBe(expected ? Today.AddDays(-days) : null);
        told.Names(PermissionNeed.TooNew).ShouldBe(expected ? [] : ["orders:write"]);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(29, false)]
    public async Task A_permission_that_is_recorded_since_lately_is_not_held_against_a_token(int days, bool expected)
    {
        Needed("orders:read", 0);
        _uses.Recorded["orders:write"] = Today.AddDays(-days);

        var told = await JudgeAsync(Old);

        told.IsOverPrivileged.ShouldBe(expected);
        told.Since.ShouldBe(expected ? Today.AddDays(-days) : Today.AddDays(-90));
    }

    [Fact]
    public async Task Where_nothing_was_recorded_nobody_is_accused()
    {
        _uses.Recorded.Clear();

        var told = await JudgeAsync(Old);

        (told.IsKnown, told.IsOverPrivileged).ShouldBe((false, false));
        told.Names(PermissionNeed.TooNew).ShouldBe(["orders:read", "orders:write"]);
    }

    [Fact]
    public async Task A_permission_that_no_rule_asks_for_is_not_judged_and_stays()
    {
        Needed("billing:pay", 0);
        var token = Old with { Role = RoleName.Parse("Administrators"), Permissions = Some.Permissions("billing:pay", "reports:read") };

        var told = await JudgeAsync(token with { Owner = UserId.Parse("dora"), OwnerNumber = _store.Users[UserId.Parse("dora")].Number });

        told.IsOverPrivileged.ShouldBeFalse();
        told.Names(PermissionNeed.NotAsked).ShouldBe(["reports:read"]);
        told.Kept.ShouldBe(["billing:pay", "reports:read"]);
    }

    [Fact]
    public async Task A_token_of_a_role_with_every_permission_holds_more_than_it_used()
    {
        foreach (var permission in The.Permissions.Names)
            Needed(permission, 0);
        var token = Old with { Role = RoleName.Parse("Administrators"), Owner = UserId.Parse("dora"), OwnerNumber = _store.Users[UserId.Parse("dora")].Number };

        var all = await JudgeAsync(token);
        var limited = await JudgeAsync(token with { Permissions = [.. The.Permissions.Names.Select(PermissionName.Parse)] });

        (all.HoldsAll, all.IsOverPrivileged).ShouldBe((true, true));
        (limited.HoldsAll, limited.IsOverPrivileged).ShouldBe((false, false));
        _uses.Recorded.Clear();
        (await JudgeAsync(token)).IsOverPrivileged.ShouldBeFalse();
    }

    public static TheoryData<string> OutOfUse => ["unused", "never used", "expired", "inactive", "deleted", "disabled", "gone", "another", "realm"];

    [Theory]
    [MemberData(nameof(OutOfUse))]
    public async Task Only_a_live_token_in_use_is_accused(string why)
    {
        var token = why switch
        {
            "unused" => Old with { LastUse = new TokenUse(The.Start.AddDays(-91), null, TokenPlace.Header) },
            "never used" => Old with { LastUse = null },
            "expired" => Old with { ExpiresAt = The.Start },
            "inactive" => Old with { IsActive = false },
            "deleted" => Old with { DeletedAt = The.Start },
            "disabled" => Old with { Owner = UserId.Parse("eve"), OwnerNumber = _store.Users[UserId.Parse("eve")].Number },
            "gone" => Old with { Owner = UserId.Parse("nobody") },
            "another" => Old with { OwnerNumber = 999 },
            _ => Old with { Realm = Realm.Parse("staging") },
        };

        (await JudgeAsync(token)).IsOverPrivileged.ShouldBeFalse();
        (await JudgeAsync(Old)).IsOverPrivileged.ShouldBeTrue();
    }

    [Fact]
    public async Task A_declared_token_has_nothing_recorded() =>
        (await Lifecycle().GetPrivilegesAsync(Some.Token() with { Id = TokenId.Declared("ci") }, Model, default)).ShouldBeNull();

    private TokenLifecycle Lifecycle() => new(_store, _store, _uses, new StandardTokenFormat("tgw"), _store, _clock);

    private void Needed(string permission, int daysAgo) => _uses.Uses[(Old.Id, permission)] = Today.AddDays(-daysAgo);

    private async Task<TokenPrivileges> JudgeAsync(Token token)
    {
        var number = token.OwnerNumber == 0 && _store.Users.TryGetValue(token.Owner, out var owner) ? owner.Number : token.OwnerNumber;
        return (await Lifecycle().GetPrivilegesAsync(token with { OwnerNumber = number }, Model, default))!;
    }
}
