using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:RateLimits:NAME</c>: a limit, which routes ask for by its name.</summary>
internal sealed class RateLimitConfig(ConfigNode node)
{
    public const string Section = "RateLimits";

    private const string Bucket = nameof(RateLimitAlgorithm.TokenBucket);

    private const string Sliding = nameof(RateLimitAlgorithm.SlidingWindow);

    private static readonly TextShape NameShape = Texts.Policy with { What = "a limit name" };

    private static readonly Key<string?> ByKey = new(new KeyShape(
        "By", new EnumShape([.. Enum.GetNames<RateLimitBy>().Select(name => name.ToLowerInvariant())]), "Who shares a count; without a token: address.")
    { Required = true });

    private static readonly Key<string> AlgorithmKey = new("Algorithm", new EnumShape(Enum.GetNames<RateLimitAlgorithm>()), "How permits come back.", $"\"{Bucket}\"");

    private static readonly Key<int> SegmentsKey = new("Segments", new IntegerShape(1, 100), "SlidingWindow: the steps in which it moves.", "10");

    private static readonly KeyShape RolesKey =
        new("Roles", new MapShape(Texts.Role, RateLimitValuesConfig.OfRole), "Values by the token's role; null: without limit.");

    private static readonly Key<int> MaxPartitionsKey =
        new("MaxPartitions", new IntegerShape(1, 10_000_000), "Callers counted apart; more share one count.", "100000");

    private static readonly Key<string> HeadersKey =
        new("Headers", new EnumShape(Enum.GetNames<RateLimitHeaders>()), "The header fields that tell of the limit: those of the newest draft, or the three before.", "\"Standard\"");

    public static readonly MapShape Shape = new(NameShape, new ObjectShape([ByKey, AlgorithmKey, .. RateLimitValuesConfig.Keys, SegmentsKey, RolesKey, MaxPartitionsKey, HeadersKey]))
    {
        MayBeEmpty = true,
    };

    /// <summary>The names in the block of a route.</summary>
    public static readonly ListShape Names = new(NameShape);

    public string Path { get; } = node.Path;

    public string Name { get; } = node.Key;

    /// <summary><c>token owner role address route realm</c>, in any case.</summary>
    public string By { get; } = ByKey.In(node) ?? string.Empty;

    /// <summary><c>TokenBucket SlidingWindow FixedWindow</c>, in any case.</summary>
    public string Algorithm { get; } = AlgorithmKey.In(node);

    /// <summary>Parts of a sliding window.</summary>
    public int Segments { get; } = SegmentsKey.In(node);

    public RateLimitValuesConfig Values { get; } = RateLimitValuesConfig.Read(node, window: default);

    /// <summary>The values that hold for a role in place of the limit's own; null: without limit.</summary>
    public IReadOnlyDictionary<string, RateLimitValuesConfig?> Roles { get; } =
        node.Map(RolesKey.Name, role => role.IsNull ? null : RateLimitValuesConfig.Read(role, RateLimitValuesConfig.Read(node, default).Window));

    /// <summary>How many callers are counted apart.</summary>
    public int MaxPartitions { get; } = MaxPartitionsKey.In(node);

    /// <summary><c>Standard Legacy</c>, in any case.</summary>
    public string Headers { get; } = HeadersKey.In(node);

    public static IReadOnlyDictionary<string, RateLimitConfig> Read(ConfigNode? gateway) => gateway.Map(Section, node => new RateLimitConfig(node));

    /// <summary>A key of another algorithm would be read as a promise that nobody keeps.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        foreach (var limit in (gateway?[Section]?.Children ?? []).Where(limit => !errors.AnyUnder(limit.Path)))
        {
            var algorithm = AlgorithmKey.In(limit);
            foreach (var values in (limit[RolesKey.Name]?.Children ?? []).Prepend(limit))
                CheckBelongs(values, "Burst", Bucket, algorithm, errors);
            CheckBelongs(limit, "Segments", Sliding, algorithm, errors);
        }
    }

    /// <summary>Beside the block YARP would ignore it, and nothing would be limited.</summary>
    public static void CheckRoute(ConfigNode route, ConfigErrors errors)
    {
        if (route[Section] is { } misplaced)
            errors.Add(misplaced.Path, $"belongs into the block \"{ConfigPath.Gateway}\" of the route");
    }

    private static void CheckBelongs(ConfigNode node, string key, string owner, string algorithm, ConfigErrors errors)
    {
        if (node[key] is { } found && !ConfigPath.Same(algorithm, owner))
            errors.Add(found.Path, $"only {owner} has this key, not {algorithm}");
    }
}
