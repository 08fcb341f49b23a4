using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Cors</c>.</summary>
internal static class CorsSection
{
    public const string Key = "Cors";

    private const string EveryOrigin = "*";

    private static readonly TextShape Origin = new()
    {
        What = "an origin",
        Pattern = @"(\*|[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\s]+)",
        Hint = "for example https://app.example.com (no path), or *",
    };

    public static readonly MapShape Shape = new(Texts.Policy, new ObjectShape(
        new("Origins", new ListShape(Origin), "The origins whose scripts may call; * for all.") { Required = true },
        new("Methods", new ListShape(Texts.Method), "The methods they may use."),
        new("Headers", Texts.Headers, "The request headers they may send."),
        new("ExposedHeaders", Texts.Headers with { MayBeEmpty = true }, "The response headers they may read.", "[]"),
        new("AllowCredentials", new BooleanShape(), "Whether browsers may send cookies.", "false"),
        new("MaxAge", new DurationShape("0s", "1d"), "How long browsers may remember the answer.", "\"10m\"")))
    {
        MayBeEmpty = true,
    };

    public static IReadOnlyDictionary<string, CorsConfig> Read(ConfigNode? gateway) => gateway.Map(Key, node => new CorsConfig
    {
        Path = node.Path,
        Name = node.Key,
        Origins = node.Texts("Origins") ?? [],
        Methods = node.Texts("Methods"),
        Headers = node.Texts("Headers"),
        ExposedHeaders = node.Texts("ExposedHeaders") ?? [],
        AllowCredentials = node.Boolean("AllowCredentials"),
        MaxAge = node.Duration("MaxAge") ?? TimeSpan.FromMinutes(10),
    });

    /// <summary>Every origin with cookies would hand the session of a user to any page that the user visits.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        foreach (var policy in Read(gateway).Values)
        {
            if (policy.AllowCredentials && policy.Origins.Contains(EveryOrigin))
                errors.Add(ConfigPath.Join(policy.Path, "AllowCredentials"), "not with the origin \"*\"; name the origins");
        }
    }
}
