namespace TokenGateway.Core.Settings;

/// <summary>The source of an effective value.</summary>
public enum SettingSource
{
    Default,

    /// <summary>The configuration file, or an overriding environment variable.</summary>
    File,

    /// <summary>A run-time setting in the store.</summary>
    Setting,
}
