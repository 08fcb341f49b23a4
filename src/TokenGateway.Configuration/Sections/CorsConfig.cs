using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Cors:NAME</c>: a CORS policy, for the preflights of the routes that name it.</summary>
internal sealed class CorsConfig(ConfigNode node)
{
    public const string Section = "Cors";

    private const string EveryOrigin = "*";

    private static readonly TextShape Origin = new()
    {
        What = "an origin",
        Pattern = Patterns.Origin,
        Hint = "for example https://app.example.com (no path), or *",
    };

    private static readonly KeyList Keys = new();

    private static readonly Key<IReadOnlyList<string>?> OriginsKey =
        Keys.Add<IReadOnlyList<string>?>("Origins", new ListShape(Origin), "The origins whose scripts may call; * for all.", required: true);

    private static readonly Key<IReadOnlyList<string>?> MethodsKey = Keys.Add<IReadOnlyList<string>?>("Methods", new ListShape(Texts.Method), "The methods they may use.");

    private static readonly Key<IReadOnlyList<string>?> HeadersKey = Keys.Add<IReadOnlyList<string>?>("Headers", Texts.Headers, "The request headers they may send.");

    private static readonly Key<IReadOnlyList<string>> ExposedHeadersKey =
        Keys.Add<IReadOnlyList<string>>("ExposedHeaders", Texts.Headers with { MayBeEmpty = true }, "The response headers they may read.", "[]");

    private static readonly Key<bool> AllowCredentialsKey = Keys.Add<bool>("AllowCredentials", new BooleanShape(), "Whether browsers may send cookies.", "false");

    private static readonly Key<TimeSpan> MaxAgeKey = Keys.Add<TimeSpan>("MaxAge", new DurationShape("0s", "1d"), "How long browsers may cache the preflight response.", "\"10m\"");

    public static readonly MapShape Shape = new(Texts.Policy, Keys.Shape) { MayBeEmpty = true };

    public string Path { get; } = node.Path;

    public string Name { get; } = node.Key;

    /// <summary><c>*</c> or <c>scheme://host[:port]</c>.</summary>
    public IReadOnlyList<string> Origins { get; } = OriginsKey.In(node) ?? [];

    /// <summary>Null: not configured.</summary>
    public IReadOnlyList<string>? Methods { get; } = MethodsKey.In(node);

    /// <summary>The request headers that scripts may send; null: not configured.</summary>
    public IReadOnlyList<string>? Headers { get; } = HeadersKey.In(node);

    /// <summary>The response headers that scripts may read.</summary>
    public IReadOnlyList<string> ExposedHeaders { get; } = ExposedHeadersKey.In(node);

    public bool AllowCredentials { get; } = AllowCredentialsKey.In(node);

    /// <summary>How long a browser may cache a preflight response.</summary>
    public TimeSpan MaxAge { get; } = MaxAgeKey.In(node);

    public static IReadOnlyDictionary<string, CorsConfig> Read(ConfigNode? gateway) => gateway.Map(Section, node => new CorsConfig(node));

    /// <summary>Any origin with credentials would expose a user's session to every page that the user visits.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        foreach (var policy in Read(gateway).Values)
        {
            if (policy.AllowCredentials && policy.Origins.Contains(EveryOrigin))
                errors.Add(ConfigPath.Join(policy.Path, "AllowCredentials"), "not with the origin \"*\"; name the origins");
        }
    }
}
