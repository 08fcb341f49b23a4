using TokenGateway.Core.Settings;
using TokenGateway.Core.Times;

namespace TokenGateway.Management.Api.Settings;

/// <summary>The settings that can be changed at run time: the effective values, each with its source.</summary>
/// <param name="Enabled">false: no token can be created and none authenticates.</param>
/// <param name="Creators">Everyone, Selected or Administrators.</param>
/// <param name="MaxPerUser">The maximum number of active tokens of one owner.</param>
/// <param name="MaxLifetime">The maximum lifetime of a new token.</param>
/// <param name="AllowNonExpiring">Whether a token may have no expiry.</param>
internal sealed record SettingsView(
    BooleanSetting Enabled, TextSetting Creators, NumberSetting MaxPerUser, TextSetting MaxLifetime, BooleanSetting AllowNonExpiring)
{
    public static SettingsView Of(EffectiveSettings settings)
    {
        var options = settings.Options;
        return new(
            new(options.Enabled, SourceOf(settings, SettingName.Enabled)),
            new(options.Creators.ToString(), SourceOf(settings, SettingName.Creators)),
            new(options.MaxPerUser, SourceOf(settings, SettingName.MaxPerUser)),
            new(options.MaxLifetime is { } lifetime ? DurationText.Write(lifetime) : null, SourceOf(settings, SettingName.MaxLifetime)),
            new(options.AllowNonExpiring, SourceOf(settings, SettingName.AllowNonExpiring)));
    }

    private static string SourceOf(EffectiveSettings settings, SettingName name) => settings.SourceOf(name) switch
    {
        SettingSource.Setting => "setting",
        SettingSource.File => "file",
        _ => "default",
    };
}
