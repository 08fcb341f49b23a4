using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

/// <summary>What a token may do at a moment: what it was made with AND what its owner has now.</summary>
public sealed class TokenRightsTests
{
    [Theory]
    // The owner as at birth, raised, lowered.
    [InlineData("Engineers", "", "Engineers", "Engineers", "orders:read orders:write")]
    [InlineData("Engineers", "", "Administrators", "Engineers", "orders:read orders:write")]
    [InlineData("Engineers", "", "Users", "Users", "orders:read")]
    [InlineData("Administrators", "", "Engineers", "Engineers", "orders:read orders:write")]
    [InlineData("Administrators", "", "Users Engineers", "Engineers", "orders:read orders:write")]
    // A raised owner raises nothing, neither role nor limited permissions.
    [InlineData("Users", "", "Administrators", "Users", "orders:read")]
    [InlineData("Engineers", "orders:read", "Administrators", "Engineers", "orders:read")]
    // The token's own limit, and one that its role does not grant.
    [InlineData("Engineers", "orders:write", "Engineers", "Engineers", "orders:write")]
    [InlineData("Users", "orders:read billing:pay", "Administrators", "Users", "orders:read")]
    [InlineData("Engineers", "orders:write", "Users", "Users", "")]
    [InlineData("Engineers", "unknown:read", "Engineers", "Engineers", "")]
    // Unranked roles are held or not; no ranked role stands in for them, and they for none.
    [InlineData("Auditors", "", "Auditors", "Auditors", "audit:read")]
    [InlineData("Auditors", "", "Users Auditors", "Auditors", "audit:read")]
    [InlineData("Auditors", "", "Administrators", null, "")]
    [InlineData("Engineers", "", "Auditors", null, "")]
    // A ranked role not held needs its permissions from the owner's other roles.
    [InlineData("Users", "", "Engineers Auditors", "Users", "orders:read")]
    [InlineData("Clerks", "", "Engineers", "Clerks", "")]
    [InlineData("Clerks", "", "Engineers Clerks", "Clerks", "billing:read")]
    // Roles that the file no longer knows grant nothing.
    [InlineData("Ghosts", "", "Ghosts Administrators", null, "")]
    [InlineData("Engineers", "", "Ghosts", null, "")]
    public void Rights_in_force(string role, string limit, string ownersRoles, string? expectedRole, string expectedPermissions)
    {
        var token = Some.Token(role: role);
        if (limit != "")
            token = token with { Permissions = Some.Permissions(limit.Split(' ')) };
        var snapshot = Some.Snapshot(token, Some.User("alice", ownersRoles.Split(' ')));
        (snapshot.Subject.Role?.Name.Value).ShouldBe(expectedRole);
        string.Join(' ', snapshot.PermissionNames).ShouldBe(expectedPermissions);
        snapshot.Subject.Permissions.Members().Count().ShouldBe(snapshot.PermissionNames.Length);
    }

    [Fact]
    public void Limit_to_nothing_leaves_nothing()
    {
        var snapshot = Some.Snapshot(Some.Token() with { Permissions = Some.Permissions() }, Some.User());
        snapshot.PermissionNames.ShouldBeEmpty();
        snapshot.Subject.Role.ShouldBe(The.Role("Engineers"));
    }

    [Fact]
    public void Token_without_an_owner_has_no_role_and_no_permission()
    {
        var subject = Some.Snapshot(Some.Token(role: "Administrators"), owner: null).Subject;
        subject.Role.ShouldBeNull();
        subject.RoleIndex.ShouldBe(-1);
        subject.Permissions.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Lowest_possible_rank_is_not_held_by_an_owner_without_ranked_roles()
    {
        var roles = new Core.Access.RoleCatalog(
            [Some.Role("Lowest", int.MinValue, ["orders:read"]), Some.Role("Auditors", null, ["audit:read"])], The.Permissions);
        TokenRights.MayHold(roles.All[0], [roles.All[1]]).ShouldBeFalse();
        TokenRights.MayHold(roles.All[0], []).ShouldBeFalse();
    }

    [Fact]
    public void Declared_user_overrides_the_stored_one_of_the_same_id()
    {
        var model = Some.Model(users: [Some.User("alice", "Users") with { IsDeclared = true }]);
        var snapshot = Some.Snapshot(Some.Token(), Some.User("alice", "Administrators"), model);
        snapshot.Owner.ShouldNotBeNull().IsDeclared.ShouldBeTrue();
        snapshot.Subject.Role.ShouldBe(The.Role("Users"));
    }

    [Fact]
    public void Declared_user_owns_stored_tokens_without_a_stored_user()
    {
        var snapshot = Some.Snapshot(Some.Token(), owner: null, Some.Model(users: [Some.User()]));
        snapshot.StandingAt(The.Start).ShouldBe(VerificationOutcome.Valid);
        snapshot.Subject.Role.ShouldBe(The.Role("Engineers"));
    }
}
