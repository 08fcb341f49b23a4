using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Throttle</c>.</summary>
internal static class ThrottleSection
{
    public const string Key = "Throttle";

    public static readonly ObjectShape Shape = new(
        new("FailedAttempts", new IntegerShape(1, 1_000_000), "Failed attempts of one address within the window before its unknown values are throttled.", "20"),
        new("Window", new DurationShape("1s", "1d"), "The window in which they are counted.", "\"1m\""));

    public static ThrottleConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new ThrottleConfig
        {
            Path = $"{ConfigPath.Gateway}:{Key}",
            FailedAttempts = node.Integer("FailedAttempts") ?? 20,
            Window = node.Duration("Window") ?? TimeSpan.FromMinutes(1),
        };
    }
}
