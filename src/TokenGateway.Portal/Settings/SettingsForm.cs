using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Times;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Settings;

/// <summary>The run-time settings as texts of a form; an empty one is not set, so that the file or the default applies.</summary>
internal sealed class SettingsForm
{
    public const string Yes = "true";
    public const string No = "false";

    private readonly Dictionary<SettingName, string> _values = [];

    public string this[SettingName name] => _values.GetValueOrDefault(name, "");

    /// <summary>The name of the field.</summary>
    public static string FieldOf(SettingName name) => char.ToLowerInvariant(name.ToString()[0]) + name.ToString()[1..];

    /// <summary>The run-time settings that are effective. One that is looser than the file counts as not set.</summary>
    public static SettingsForm Of(EffectiveSettings settings)
    {
        var form = new SettingsForm();
        foreach (var name in Enum.GetValues<SettingName>().Where(name => settings.SourceOf(name) == SettingSource.Setting))
            form._values[name] = Write(name, settings.Options);
        return form;
    }

    /// <summary>From the submitted form. A disabled field is not submitted, and keeps its value.</summary>
    public static SettingsForm Of(IFormCollection sent, EffectiveSettings settings)
    {
        var form = Of(settings);
        foreach (var name in Enum.GetValues<SettingName>().Where(name => sent.ContainsKey(FieldOf(name))))
            form._values[name] = sent[FieldOf(name)].ToString().Trim();
        return form;
    }

    /// <summary>A value in the form's format; empty: no limit.</summary>
    public static string Write(SettingName name, TokenOptions options) => name switch
    {
        SettingName.Enabled => options.Enabled ? Yes : No,
        SettingName.Creators => options.Creators.ToString(),
        SettingName.MaxPerUser => options.MaxPerUser?.ToString(CultureInfo.InvariantCulture) ?? "",
        SettingName.MaxLifetime => options.MaxLifetime is { } longest ? DurationText.Write(longest) : "",
        _ => options.AllowNonExpiring ? Yes : No,
    };

    /// <summary>The settings that differ from <paramref name="before"/>.</summary>
    public IReadOnlySet<SettingName> ChangedSince(SettingsForm before) => Enum.GetValues<SettingName>().Where(name => this[name] != before[name]).ToHashSet();

    /// <summary>Parses the fields; null: <paramref name="problems"/> has the errors.</summary>
    public RunTimeSettings? Read(FieldProblems problems)
    {
        var wanted = new RunTimeSettings
        {
            Enabled = Read(SettingName.Enabled, Boolean, Text.Settings_ChoiceWrong, problems),
            Creators = Read(SettingName.Creators, text => Enum.TryParse<TokenCreators>(text, out var creators) && Enum.IsDefined(creators) ? creators : (TokenCreators?)null, Text.Settings_ChoiceWrong, problems),
            MaxPerUser = Read(SettingName.MaxPerUser, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : (int?)null, Text.Settings_NumberWrong, problems),
            MaxLifetime = Read(SettingName.MaxLifetime, Duration, Text.Settings_DurationWrong, problems),
            AllowNonExpiring = Read(SettingName.AllowNonExpiring, Boolean, Text.Settings_ChoiceWrong, problems),
        };
        return problems.Any ? null : wanted;
    }

    /// <summary>The field for a lifecycle error.</summary>
    public static string FieldOf(LifecycleError error, RunTimeSettings wanted, IReadOnlySet<SettingName> names, EffectiveSettings now) => error.Code switch
    {
        RefusalCode.InvalidValue => FieldOf(wanted.MaxPerUser < 1 ? SettingName.MaxPerUser : SettingName.MaxLifetime),
        RefusalCode.SetInFile => FieldOf(names.Order().First(name => now.File.IsLooser(name, wanted))),
        _ => FieldProblems.Form,
    };

    private T? Read<T>(SettingName name, Func<string, T?> read, string otherwise, FieldProblems problems)
        where T : struct
    {
        if (this[name].Length == 0)
            return null;
        var value = read(this[name]);
        if (value is null)
            problems.Add(FieldOf(name), otherwise);
        return value;
    }

    private static bool? Boolean(string text) => text switch { Yes => true, No => false, _ => null };

    // A bare number means days.
    private static TimeSpan? Duration(string text) =>
        DurationText.TryParse(text.All(char.IsAsciiDigit) ? text + "d" : text, out var time) ? time : null;
}
