using TokenGateway.Core.Settings;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Settings;

namespace TokenGateway.Portal.Tests.Settings;

public sealed class SettingRowTests
{
    [Fact]
    public void Strictest_value_in_the_file_is_fixed()
    {
        var file = new TokenOptions { Enabled = false, Creators = TokenCreators.Administrators, MaxPerUser = 1, AllowNonExpiring = false, MaxLifetime = TimeSpan.FromDays(1) };

        RowsOf(file, Enum.GetValues<SettingName>()).Where(row => !row.IsFixed).Select(row => row.Name).ShouldBe([SettingName.MaxLifetime]);
    }

    [Fact]
    public void Nothing_is_fixed_that_the_file_does_not_name() =>
        RowsOf(new TokenOptions { Enabled = false, MaxPerUser = 1 }, []).ShouldAllBe(row => !row.IsFixed && !row.IsInFile);

    [Fact]
    public void Looser_choices_are_not_offered() =>
        RowsOf(new TokenOptions { Creators = TokenCreators.Selected }, [SettingName.Creators]).Single(row => row.Name == SettingName.Creators)
            .Choices.Select(one => one.Value).ShouldBe(["Selected", "Administrators"]);

    private static IReadOnlyList<SettingRow> RowsOf(TokenOptions file, IEnumerable<SettingName> named) =>
        SettingRow.Of(new EffectiveSettings(new ConfiguredSettings(file, [.. named]), RunTimeSettings.None));
}
