using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Settings;

/// <summary>
/// The file's values of the settings. A configured key is a ceiling: a setting can only be stricter. Others can be set
/// freely.
/// </summary>
/// <param name="Options">The file's values, with defaults.</param>
/// <param name="Named">The configured keys.</param>
public sealed record ConfiguredSettings(TokenOptions Options, ImmutableHashSet<SettingName> Named)
{
    /// <summary>Whether the settings would be looser than a configured key.</summary>
    public bool IsLooser(SettingName name, RunTimeSettings set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Named.Contains(name) && name switch
        {
            SettingName.Enabled => set.Enabled == true && !Options.Enabled,
            SettingName.Creators => set.Creators is { } creators && LoosenessOf(creators) > LoosenessOf(Options.Creators),
            SettingName.MaxPerUser => set.MaxPerUser > Options.MaxPerUser,
            SettingName.MaxLifetime => set.MaxLifetime > Options.MaxLifetime,
            SettingName.AllowNonExpiring => set.AllowNonExpiring == true && !Options.AllowNonExpiring,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }

    /// <summary>The effective options. A file that became stricter after a setting takes precedence.</summary>
    public TokenOptions With(RunTimeSettings set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Options with
        {
            Enabled = Holds(SettingName.Enabled, set) ? set.Enabled!.Value : Options.Enabled,
            Creators = Holds(SettingName.Creators, set) ? set.Creators!.Value : Options.Creators,
            MaxPerUser = Holds(SettingName.MaxPerUser, set) ? set.MaxPerUser : Options.MaxPerUser,
            MaxLifetime = Holds(SettingName.MaxLifetime, set) ? set.MaxLifetime : Options.MaxLifetime,
            AllowNonExpiring = Holds(SettingName.AllowNonExpiring, set) ? set.AllowNonExpiring!.Value : Options.AllowNonExpiring,
        };
    }

    internal SettingSource SourceOf(SettingName name, RunTimeSettings set) =>
        Holds(name, set) ? SettingSource.Setting : Named.Contains(name) ? SettingSource.File : SettingSource.Default;

    private bool Holds(SettingName name, RunTimeSettings set) => set.Sets(name) && !IsLooser(name, set);

    private static int LoosenessOf(TokenCreators creators) => creators switch
    {
        TokenCreators.Administrators => 0,
        TokenCreators.Selected => 1,
        _ => 2,
    };
}
