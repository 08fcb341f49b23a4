using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:ManagementLimits</c>.</summary>
internal static class ManagementLimitsSection
{
    public const string Key = "ManagementLimits";

    private static readonly RateLimitValuesConfig DefaultCalls = new() { Path = $"{ConfigPath.Gateway}:{Key}:Calls", Permits = 3000, Window = TimeSpan.FromMinutes(1), Burst = null };

    private static readonly RateLimitValuesConfig DefaultWrites = new() { Path = $"{ConfigPath.Gateway}:{Key}:Writes", Permits = 1000, Window = TimeSpan.FromHours(1), Burst = null };

    private static readonly ObjectShape Values = new(
        new("Permits", new IntegerShape(1, 10_000_000), "Calls within the window, and at most at once.") { Required = true },
        new("Window", new DurationShape("1s", "1d"), "The time in which so many may come.") { Required = true })
    { Nullable = true };

    public static readonly ObjectShape Shape = new(
        new("Calls", Values, "All calls of one user to the API and of the dialect, but those that delete or switch off; null: without limit.", """{ "Permits": 3000, "Window": "1m" }"""),
        new("Writes", Values, "Of these, the calls that create, rotate, activate or reveal; null: without limit.", """{ "Permits": 1000, "Window": "1h" }"""));

    public static ManagementLimitsConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new ManagementLimitsConfig
        {
            Path = $"{ConfigPath.Gateway}:{Key}",
            Calls = Read(node?["Calls"], DefaultCalls),
            Writes = Read(node?["Writes"], DefaultWrites),
        };
    }

    private static RateLimitValuesConfig? Read(ConfigNode? node, RateLimitValuesConfig absent)
    {
        if (node is null)
            return absent;
        return node.IsNull ? null : absent with { Permits = node.Integer("Permits") ?? 0, Window = node.Duration("Window") ?? default };
    }
}
