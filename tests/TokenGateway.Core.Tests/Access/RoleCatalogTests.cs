using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Access;

public sealed class RoleCatalogTests
{
    [Fact]
    public void Roles_keep_the_order_of_the_file_as_their_index() =>
        The.Roles.All.Select(role => (role.Name.Value, role.Index)).ShouldBe(
            [("Users", 0), ("Engineers", 1), ("Administrators", 2), ("Auditors", 3), ("Clerks", 4)]);

    [Fact]
    public void Role_grants_its_patterns_and_manages_what_it_says()
    {
        The.Permissions.NamesOf(The.Role("Engineers").Permissions).ShouldBe(["orders:read", "orders:write"]);
        The.Role("Engineers").Manages.ShouldBe(ManagementRights.None);
        The.Role("Auditors").Manages.ShouldBe(ManagementRights.Audit);
    }

    [Fact]
    public void Star_never_includes_management_rights() =>
        new RoleCatalog([Some.Role("All", 1, ["*"])], The.Permissions).All[0].Manages.ShouldBe(ManagementRights.None);

    [Fact]
    public void Known_gives_the_highest_rank_first_unranked_last_and_skips_unknown_names() =>
        The.Roles.Known(Some.Roles("Auditors", "Users", "Ghosts", "Engineers")).Select(role => role.Name.Value)
            .ShouldBe(["Engineers", "Users", "Auditors"]);

    [Fact]
    public void Find_is_case_sensitive() => The.Roles.Find(RoleName.Parse("users")).ShouldBeNull();
}
