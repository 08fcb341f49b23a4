using TokenGateway.Core.Settings;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Settings;

public sealed class SettingsTextTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var settings = new RunTimeSettings
        {
            Enabled = false,
            Creators = TokenCreators.Selected,
            MaxPerUser = 7,
            MaxLifetime = TimeSpan.FromMinutes(90),
            AllowNonExpiring = true,
        };
        var stored = Enum.GetValues<SettingName>().ToDictionary(name => name.ToString(), name => SettingsText.Write(name, settings)!);

        stored.Values.ShouldBe(["false", "\"Selected\"", "7", "\"90m\"", "true"]);
        SettingsText.Read(stored).ShouldBe(settings);
    }

    [Fact]
    public void What_is_not_set_is_not_written()
    {
        foreach (var name in Enum.GetValues<SettingName>())
            SettingsText.Write(name, RunTimeSettings.None).ShouldBeNull();
    }

    [Theory]
    [InlineData("Enabled", "\"no\"")]
    [InlineData("Creators", "\"Robots\"")]
    [InlineData("MaxPerUser", "0")]
    [InlineData("MaxPerUser", "1.5")]
    [InlineData("MaxLifetime", "90")]
    [InlineData("Colour", "\"red\"")]
    public void What_this_version_does_not_know_sets_nothing(string name, string value) =>
        SettingsText.Read(new Dictionary<string, string> { [name] = value }).ShouldBe(RunTimeSettings.None);
}
