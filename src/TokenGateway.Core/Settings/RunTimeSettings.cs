using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Settings;

/// <summary>The run-time settings; null members are not set.</summary>
public sealed record RunTimeSettings
{
    /// <summary>The maximum lifetime that may be set, as in the file.</summary>
    internal static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(36500);

    public static RunTimeSettings None { get; } = new();

    /// <summary>False: no token can be created and none authenticates.</summary>
    public bool? Enabled { get; init; }

    public TokenCreators? Creators { get; init; }

    /// <summary>From 1.</summary>
    public int? MaxPerUser { get; init; }

    /// <summary>More than zero, at most <see cref="LongestLifetime"/>.</summary>
    public TimeSpan? MaxLifetime { get; init; }

    public bool? AllowNonExpiring { get; init; }

    internal bool Sets(SettingName name) => name switch
    {
        SettingName.Enabled => Enabled is not null,
        SettingName.Creators => Creators is not null,
        SettingName.MaxPerUser => MaxPerUser is not null,
        SettingName.MaxLifetime => MaxLifetime is not null,
        SettingName.AllowNonExpiring => AllowNonExpiring is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>These settings, with the named ones replaced from <paramref name="other"/>, where null resets a setting.</summary>
    internal RunTimeSettings With(RunTimeSettings other, IReadOnlySet<SettingName> names)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(names);
        return new RunTimeSettings
        {
            Enabled = names.Contains(SettingName.Enabled) ? other.Enabled : Enabled,
            Creators = names.Contains(SettingName.Creators) ? other.Creators : Creators,
            MaxPerUser = names.Contains(SettingName.MaxPerUser) ? other.MaxPerUser : MaxPerUser,
            MaxLifetime = names.Contains(SettingName.MaxLifetime) ? other.MaxLifetime : MaxLifetime,
            AllowNonExpiring = names.Contains(SettingName.AllowNonExpiring) ? other.AllowNonExpiring : AllowNonExpiring,
        };
    }
}
