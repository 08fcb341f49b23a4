using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Access;

public sealed class PermissionCatalogTests
{
    [Fact]
    public void Names_are_distinct_and_in_ordinal_order() =>
        new PermissionCatalog(Some.Permissions("b", "a", "B", "a")).Names.ShouldBe(["B", "a", "b"]);

    [Fact]
    public void SetOf_skips_unknown_names()
    {
        var catalog = new PermissionCatalog(Some.Permissions("a", "b"));
        catalog.NamesOf(catalog.SetOf(Some.Permissions("b", "c"))).ShouldBe(["b"]);
        catalog.Knows(PermissionName.Parse("b")).ShouldBeTrue();
        catalog.Knows(PermissionName.Parse("c")).ShouldBeFalse();
    }
}
