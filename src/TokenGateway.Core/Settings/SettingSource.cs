namespace TokenGateway.Core.Settings;

/// <summary>Where the value in force comes from.</summary>
public enum SettingSource
{
    Default,

    /// <summary>The configuration file, or the environment over it.</summary>
    File,

    /// <summary>Set while the gateway ran, and kept in the store.</summary>
    Setting,
}
