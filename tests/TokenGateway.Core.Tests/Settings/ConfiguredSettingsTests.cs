using System.Collections.Immutable;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Settings;

public sealed class ConfiguredSettingsTests
{
    private static readonly ImmutableHashSet<SettingName> Everything = [.. Enum.GetValues<SettingName>()];

    private static readonly TokenOptions Strict = new()
    {
        Enabled = false,
        Creators = TokenCreators.Administrators,
        MaxPerUser = 10,
        MaxLifetime = TimeSpan.FromDays(10),
        AllowNonExpiring = false,
    };

    private static readonly RunTimeSettings Loose = new()
    {
        Enabled = true,
        Creators = TokenCreators.Everyone,
        MaxPerUser = 11,
        MaxLifetime = TimeSpan.FromDays(11),
        AllowNonExpiring = true,
    };

    [Theory]
    [InlineData(SettingName.Enabled)]
    [InlineData(SettingName.Creators)]
    [InlineData(SettingName.MaxPerUser)]
    [InlineData(SettingName.MaxLifetime)]
    [InlineData(SettingName.AllowNonExpiring)]
    public void A_key_that_the_file_names_bounds_what_is_set(SettingName name)
    {
        new ConfiguredSettings(Strict, [name]).IsLooser(name, Loose).ShouldBeTrue();
        new ConfiguredSettings(Strict, []).IsLooser(name, Loose).ShouldBeFalse();
        new ConfiguredSettings(Strict, [name]).SourceOf(name, Loose).ShouldBe(SettingSource.File);
        new ConfiguredSettings(Strict, []).SourceOf(name, Loose).ShouldBe(SettingSource.Setting);
        new ConfiguredSettings(Strict, []).SourceOf(name, RunTimeSettings.None).ShouldBe(SettingSource.Default);
    }

    [Fact]
    public void A_file_that_names_stricter_values_wins_over_what_was_set() =>
        new ConfiguredSettings(Strict, Everything).With(Loose).ShouldBe(Strict);

    [Fact]
    public void What_the_file_does_not_name_is_as_set()
    {
        var options = new ConfiguredSettings(Strict, []).With(Loose);

        (options.Enabled, options.Creators, options.MaxPerUser, options.MaxLifetime, options.AllowNonExpiring)
            .ShouldBe((true, TokenCreators.Everyone, 11, TimeSpan.FromDays(11), true));
    }

    [Fact]
    public void Stricter_values_hold_over_a_file_that_names_looser_ones()
    {
        var strict = new RunTimeSettings
        {
            Enabled = false,
            Creators = TokenCreators.Selected,
            MaxPerUser = 1,
            MaxLifetime = TimeSpan.FromDays(1),
            AllowNonExpiring = false,
        };

        var options = new ConfiguredSettings(new TokenOptions { MaxLifetime = null }, Everything).With(strict);

        (options.Enabled, options.Creators, options.MaxPerUser, options.MaxLifetime, options.AllowNonExpiring)
            .ShouldBe((false, TokenCreators.Selected, 1, TimeSpan.FromDays(1), false));
    }

    [Theory]
    [InlineData(TokenCreators.Everyone, TokenCreators.Selected, true)]
    [InlineData(TokenCreators.Selected, TokenCreators.Administrators, true)]
    [InlineData(TokenCreators.Everyone, TokenCreators.Everyone, false)]
    [InlineData(TokenCreators.Administrators, TokenCreators.Selected, false)]
    [InlineData(TokenCreators.Selected, TokenCreators.Everyone, false)]
    public void Creators_have_an_order(TokenCreators set, TokenCreators file, bool looser) =>
        new ConfiguredSettings(new TokenOptions { Creators = file }, Everything)
            .IsLooser(SettingName.Creators, new RunTimeSettings { Creators = set }).ShouldBe(looser);

    [Fact]
    public void Nothing_set_leaves_the_file_as_it_is() => new ConfiguredSettings(Strict, []).With(RunTimeSettings.None).ShouldBe(Strict);
}
