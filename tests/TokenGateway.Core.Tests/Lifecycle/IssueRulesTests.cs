using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>Who may make which token: one table, actor x owner x request, null is allowed.</summary>
public sealed class IssueRulesTests
{
    [Theory]
    // The operator makes tokens for anyone, but none that reaches beyond its owner.
    [InlineData("operator", "alice", "", null)]
    [InlineData("operator", "dave", "", null)]
    [InlineData("operator", "nobody", "", UserNotFound)]
    [InlineData("operator", "eve", "", UserDisabled)]
    [InlineData("operator", "alice", "realm=prod", null)]
    // Roles: one held, or a ranked one not above the highest.
    [InlineData("operator", "alice", "role=Engineers", null)]
    [InlineData("operator", "alice", "role=Users", null)]
    [InlineData("operator", "alice", "role=Administrators", RoleNotHeld)]
    [InlineData("operator", "alice", "role=Auditors", RoleNotHeld)]
    [InlineData("operator", "alice", "role=Ghosts", RoleUnknown)]
    [InlineData("operator", "carl", "role=Auditors", null)]
    [InlineData("operator", "carl", "role=Users", null)]
    [InlineData("operator", "max", "", null)]
    [InlineData("operator", "max", "role=Users", RoleNotHeld)]
    [InlineData("operator", "gus", "", RoleUnknown)]
    [InlineData("operator", "gus", "role=Ghosts", RoleUnknown)]
    [InlineData("operator", "gus", "role=Users", RoleNotHeld)]
    // Permissions: a subset of what role and owner have.
    [InlineData("operator", "alice", "permissions=orders:read", null)]
    [InlineData("operator", "alice", "permissions=", null)]
    [InlineData("operator", "alice", "permissions=audit:read", PermissionNotHeld)]
    [InlineData("operator", "alice", "permissions=orders:read,audit:read", PermissionNotHeld)]
    [InlineData("operator", "alice", "permissions=unknown:read", PermissionNotHeld)]
    [InlineData("operator", "alice", "role=Users permissions=orders:write", PermissionNotHeld)]
    [InlineData("operator", "alice", "role=Clerks", null)]
    [InlineData("operator", "alice", "role=Clerks permissions=billing:read", PermissionNotHeld)]
    // Management rights: only such as the owner's roles give now.
    [InlineData("operator", "alice", "manages=own", null)]
    [InlineData("operator", "alice", "manages=tokens", ManagementRightNotHeld)]
    [InlineData("operator", "alice", "manages=own,audit", ManagementRightNotHeld)]
    [InlineData("operator", "carl", "manages=own,audit", null)]
    [InlineData("operator", "carl", "manages=users", ManagementRightNotHeld)]
    [InlineData("operator", "dora", "manages=own,tokens,users,settings,audit", null)]
    // Ends.
    [InlineData("operator", "alice", "ends=1", null)]
    [InlineData("operator", "alice", "ends=0", EndInThePast)]
    [InlineData("operator", "alice", "ends=-1", EndInThePast)]
    // A bearer who manages own tokens makes them for the owner alone; who else exists is not told.
    [InlineData("own", "alice", "", null)]
    [InlineData("own", "alice", "role=Users", null)]
    [InlineData("own", "alice", "role=Administrators", RoleNotHeld)]
    [InlineData("own", "bob", "", Forbidden)]
    [InlineData("own", "nobody", "", Forbidden)]
    [InlineData("own", "eve", "", Forbidden)]
    [InlineData("own", "alice", "manages=own", null)]
    [InlineData("own", "alice", "manages=tokens", ManagementRightNotHeld)]
    [InlineData("manages nothing", "alice", "", Forbidden)]
    [InlineData("manages nothing", "alice", "manages=own", Forbidden)]
    // Never more than the credential that asks: role, permissions, end, realm.
    [InlineData("own, role Users", "alice", "", RoleNotHeld)]
    [InlineData("own, role Users", "alice", "role=Engineers", RoleNotHeld)]
    [InlineData("own, role Users", "alice", "role=Users", null)]
    [InlineData("own, role Users", "alice", "role=Users permissions=orders:read", null)]
    [InlineData("own, orders:read", "alice", "", PermissionNotHeld)]
    [InlineData("own, orders:read", "alice", "permissions=orders:write", PermissionNotHeld)]
    [InlineData("own, orders:read", "alice", "permissions=orders:read", null)]
    [InlineData("own, orders:read", "alice", "permissions=", null)]
    [InlineData("own, orders:read", "alice", "role=Users", null)]
    [InlineData("own, 10 days", "alice", "", OutlivesCreator)]
    [InlineData("own, 10 days", "alice", "ends=11", OutlivesCreator)]
    [InlineData("own, 10 days", "alice", "ends=10", null)]
    [InlineData("own, 10 days", "alice", "ends=9", null)]
    [InlineData("own, prod", "alice", "", Forbidden)]
    [InlineData("own, prod", "alice", "realm=prod", null)]
    [InlineData("own", "alice", "realm=prod", Forbidden)]
    // A bearer who manages everyone's tokens: within the owner's rights and the credential's.
    [InlineData("admin", "alice", "", null)]
    [InlineData("admin", "dora", "", null)]
    [InlineData("admin", "dave", "", null)]
    [InlineData("admin", "bob", "role=Engineers", RoleNotHeld)]
    [InlineData("admin", "carl", "role=Auditors", RoleNotHeld)]
    [InlineData("admin", "nobody", "", UserNotFound)]
    [InlineData("admin", "eve", "", UserDisabled)]
    [InlineData("admin", "alice", "manages=own", null)]
    [InlineData("admin", "alice", "manages=tokens", ManagementRightNotHeld)]
    [InlineData("admin", "dora", "manages=own,tokens", null)]
    [InlineData("admin", "dora", "manages=users", ManagementRightNotHeld)]
    [InlineData("admin", "alice", "realm=prod", Forbidden)]
    [InlineData("admin, role Users", "bob", "", null)]
    [InlineData("admin, role Users", "alice", "", RoleNotHeld)]
    [InlineData("admin, role Users", "alice", "role=Users", null)]
    [InlineData("user manager", "alice", "", Forbidden)]
    [InlineData("user manager", "dora", "", Forbidden)]
    // Management rights end when the owner loses them.
    [InlineData("admin, owner lowered", "alice", "", Forbidden)]
    [InlineData("admin, owner lowered", "bob", "", null)]
    [InlineData("admin, owner lowered", "bob", "manages=tokens", ManagementRightNotHeld)]
    [InlineData("admin, owner gone", "alice", "", Forbidden)]
    [InlineData("admin, owner gone", "zoe", "", Forbidden)]
    public async Task Actor_issues_for_owner(string actor, string owner, string request, RefusalCode? expected) =>
        await CheckAsync(new TokenOptions(), actor, owner, request, expected);

    [Theory]
    [InlineData("", null)]
    [InlineData("ends=4000", null)]
    public async Task Options_left_alone_limit_no_end(string request, RefusalCode? expected) =>
        await CheckAsync(new TokenOptions(), "operator", "alice", request, expected);

    [Theory]
    [InlineData("operator", "", EndRequired)]
    [InlineData("admin", "", EndRequired)]
    [InlineData("operator", "ends=30", null)]
    [InlineData("operator", "ends=31", LifetimeTooLong)]
    [InlineData("admin", "ends=31", LifetimeTooLong)]
    [InlineData("operator", "ends=0", EndInThePast)]
    public async Task MaxLifetime_of_30_days_holds_for_everyone(string actor, string request, RefusalCode? expected) =>
        await CheckAsync(new TokenOptions { MaxLifetime = TimeSpan.FromDays(30) }, actor, "alice", request, expected);

    [Theory]
    [InlineData("operator", "", EndRequired)]
    [InlineData("own", "", EndRequired)]
    [InlineData("operator", "ends=4000", null)]
    public async Task AllowNonExpiring_off_wants_an_end_of_everyone(string actor, string request, RefusalCode? expected) =>
        await CheckAsync(new TokenOptions { AllowNonExpiring = false }, actor, "alice", request, expected);

    [Theory]
    [InlineData("operator")]
    [InlineData("own")]
    [InlineData("admin")]
    public async Task Tokens_switched_off_are_made_by_nobody(string actor) =>
        await CheckAsync(new TokenOptions { Enabled = false }, actor, "alice", "", TokensDisabled);

    private static async Task CheckAsync(
        TokenOptions options, string actor, string owner, string request, RefusalCode? expected)
    {
        var model = Cast.Model(options);
        var store = Cast.Store();
        var lifecycle = new TokenLifecycle(store, store, new InMemoryPermissionUses(), new StandardTokenFormat("tgw"), store, new FakeClock());
        var result = await lifecycle.IssueAsync(Cast.Actor(actor, model), Wish.Parse(owner, request), model, CancellationToken.None);
        (result.Error?.Code).ShouldBe(expected, result.Error?.Message);
        result.Succeeded.ShouldBe(expected is null);
        store.Journal.Count.ShouldBe(expected is null ? 2 : 0, "a refusal writes and tells nothing");
    }
}
