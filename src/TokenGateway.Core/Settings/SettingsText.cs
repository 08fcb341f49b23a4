using System.Globalization;
using System.Text.Json;
using TokenGateway.Core.Times;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Settings;

/// <summary>The stored form of settings: a JSON value by name.</summary>
public static class SettingsText
{
    /// <summary>The JSON value; null: not set.</summary>
    internal static string? Write(SettingName name, RunTimeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return name switch
        {
            SettingName.Enabled => Text(settings.Enabled),
            SettingName.Creators => settings.Creators is { } creators ? $"\"{creators}\"" : null,
            SettingName.MaxPerUser => settings.MaxPerUser?.ToString(CultureInfo.InvariantCulture),
            SettingName.MaxLifetime => settings.MaxLifetime is { } lifetime ? $"\"{DurationText.Write(lifetime)}\"" : null,
            SettingName.AllowNonExpiring => Text(settings.AllowNonExpiring),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }

    /// <summary>Parses stored settings. Ignores names and values that this version does not know.</summary>
    public static RunTimeSettings Read(IReadOnlyDictionary<string, string> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new RunTimeSettings
        {
            Enabled = Read(stored, SettingName.Enabled, Boolean),
            Creators = Read(stored, SettingName.Creators, json =>
                json.ValueKind == JsonValueKind.String && Enum.TryParse<TokenCreators>(json.GetString(), out var creators) ? creators : (TokenCreators?)null),
            MaxPerUser = Read(stored, SettingName.MaxPerUser, json =>
                json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var most) && most > 0 ? most : (int?)null),
            MaxLifetime = Read(stored, SettingName.MaxLifetime, json =>
                json.ValueKind == JsonValueKind.String && DurationText.TryParse(json.GetString(), out var lifetime) ? lifetime : (TimeSpan?)null),
            AllowNonExpiring = Read(stored, SettingName.AllowNonExpiring, Boolean),
        };
    }

    private static T? Read<T>(IReadOnlyDictionary<string, string> stored, SettingName name, Func<JsonElement, T?> read)
        where T : struct
    {
        if (!stored.TryGetValue(name.ToString(), out var text))
            return null;
        using var json = JsonDocument.Parse(text);
        return read(json.RootElement);
    }

    private static bool? Boolean(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static string? Text(bool? value) => value switch
    {
        true => "true",
        false => "false",
        null => null,
    };
}
