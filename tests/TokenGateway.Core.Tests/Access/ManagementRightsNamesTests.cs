using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Access;

public sealed class ManagementRightsNamesTests
{
    [Fact]
    public void Every_right_has_one_name_that_parses_back()
    {
        var rights = Enum.GetValues<ManagementRights>().Where(right => right != ManagementRights.None).ToList();
        rights.ShouldAllBe(right => ManagementRightsNames.Of(right).Count == 1);
        foreach (var right in rights)
        {
            ManagementRightsNames.TryParse(ManagementRightsNames.Of(right)[0], out var parsed).ShouldBeTrue();
            parsed.ShouldBe(right);
        }

        ManagementRightsNames.Names.Count.ShouldBe(rights.Count);
    }

    [Fact]
    public void Names_parse_ignoring_case()
    {
        ManagementRightsNames.TryParse("Tokens", out var right).ShouldBeTrue();
        right.ShouldBe(ManagementRights.Tokens);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("*")]
    [InlineData("tokens,users")]
    public void Other_text_names_no_right(string? name)
    {
        ManagementRightsNames.TryParse(name, out var right).ShouldBeFalse();
        right.ShouldBe(ManagementRights.None);
    }

    [Fact]
    public void Several_rights_give_their_names_in_fixed_order() =>
        ManagementRightsNames.Of(ManagementRights.Audit | ManagementRights.Own).ShouldBe(["own", "audit"]);
}
