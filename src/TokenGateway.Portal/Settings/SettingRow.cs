using TokenGateway.Core.Settings;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Settings;

/// <summary>A setting as a row of the page.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Label">Its label.</param>
/// <param name="Explains">Its explanation.</param>
/// <param name="InForce">The effective value, in words.</param>
/// <param name="Source">The source of that value.</param>
/// <param name="FileSays">The value of the file, or the default, in words.</param>
/// <param name="Choices">Values and labels of the choices that are not looser than the file; empty: a text field.</param>
/// <param name="IsFixed">Whether the file leaves no choice.</param>
internal sealed record SettingRow(
    SettingName Name, string Label, string Explains, string InForce, SettingSource Source, string FileSays, IReadOnlyList<(string Value, string Label)> Choices, bool IsFixed)
{
    private static readonly RunTimeSettings[] Booleans = [new() { Enabled = true, AllowNonExpiring = true }, new() { Enabled = false, AllowNonExpiring = false }];

    private static readonly RunTimeSettings[] AllCreators =
        [.. new[] { TokenCreators.Everyone, TokenCreators.Selected, TokenCreators.Administrators }.Select(one => new RunTimeSettings { Creators = one })];

    /// <summary>The key in the file.</summary>
    public string Key => "TokenGateway:Tokens:" + Name;

    /// <summary>The name of the field.</summary>
    public string Field => SettingsForm.FieldOf(Name);

    /// <summary>Whether the file sets the key, so that only stricter values are possible.</summary>
    public bool IsInFile { get; private init; }

    public static IReadOnlyList<SettingRow> Of(EffectiveSettings settings) => [.. Enum.GetValues<SettingName>().Select(name => Of(name, settings))];

    private static SettingRow Of(SettingName name, EffectiveSettings settings)
    {
        RunTimeSettings[] all = name switch { SettingName.Creators => AllCreators, SettingName.Enabled or SettingName.AllowNonExpiring => Booleans, _ => [] };
        var open = all.Where(one => !settings.File.IsLooser(name, one)).Select(one => SettingsForm.Write(name, Options(one))).ToList();
        var inFile = settings.File.Named.Contains(name);

        // The strictest possible value leaves no choice.
        var isFixed = inFile && (all.Length > 0 ? open.Count == 1 : name == SettingName.MaxPerUser && settings.File.Options.MaxPerUser == 1);
        return new SettingRow(
            name, TextOf(name, "Label"), TextOf(name, "Text"), Words(name, SettingsForm.Write(name, settings.Options)), settings.SourceOf(name),
            Words(name, SettingsForm.Write(name, settings.File.Options)), [.. open.Select(value => (value, Words(name, value)))], isFixed)
        { IsInFile = inFile };
    }

    private static TokenOptions Options(RunTimeSettings set) => new ConfiguredSettings(new TokenOptions(), []).With(set);

    private static string Words(SettingName name, string value) => value switch
    {
        "" => Text.Settings_NoLimit,
        SettingsForm.Yes => Text.Settings_Yes,
        SettingsForm.No => Text.Settings_No,
        _ when name == SettingName.Creators => Text.ResourceManager.GetString("Settings_" + value, Text.Culture) ?? value,
        _ => value,
    };

    private static string TextOf(SettingName name, string part) => Text.ResourceManager.GetString($"Settings_{name}{part}", Text.Culture)!;
}
