using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Usage;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Usage</c>.</summary>
internal static class UsageSection
{
    public const string Key = "Usage";

    public static readonly ObjectShape Shape = new(
        new KeyShape("Resolution", new DurationShape("0s", "1d"), "A last use is written when it moves the one that is stored by this much.", "\"1m\""));

    public static UsageConfig Read(ConfigNode? gateway) => new()
    {
        Path = $"{ConfigPath.Gateway}:{Key}",
        Resolution = gateway?[Key].Duration("Resolution") ?? UsageFlusher.DefaultResolution,
    };
}
