using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:RateLimits:NAME</c>: a limit that routes refer to by name.</summary>
internal sealed class RateLimitConfig(ConfigNode node)
{
    public const string Section = "RateLimits";

    private const string Bucket = nameof(RateLimitAlgorithm.TokenBucket);

    private const string Sliding = nameof(RateLimitAlgorithm.SlidingWindow);

    private static readonly TextShape NameShape = Texts.Policy with { What = "a limit name" };

    private static readonly Key<string?> ByKey = new(new KeyShape(
        "By", new EnumShape([.. Enum.GetNames<RateLimitBy>().Select(name => name.ToLowerInvariant())]), "Who shares a count; without a token: address.")
    { Required = true });

    private static readonly Key<string> AlgorithmKey = new("Algorithm", new EnumShape(Enum.GetNames<RateLimitAlgorithm>()), "How permits are replenished.", $"\"{Bucket}\"");

    private static readonly Key<int> SegmentsKey = new("Segments", new IntegerShape(1, 100), "SlidingWindow: the number of segments.", "10");

    private static readonly KeyShape RolesKey =
        new("Roles", new MapShape(Texts.Role, RateLimitValuesConfig.OfRole), "Values by the token's role; null: no limit.");

    private static readonly Key<int> MaxPartitionsKey =
        new("MaxPartitions", new IntegerShape(1, 10_000_000), "The maximum number of callers with separate counts; further ones share one count.", "100000");

    private static readonly Key<string> HeadersKey =
        new("Headers", new EnumShape(Enum.GetNames<RateLimitHeaders>()), "The header fields that report the limit: those of the newest draft, or the three earlier ones.", "\"Standard\"");

    private static readonly Key<string?> ScopeKey = new(
        "Scope", new EnumShape(Enum.GetNames<RateLimitScope>()), "Shared: one count in Redis for all nodes; Local: each node counts separately. Shared when absent and Redis is configured.");

    private static readonly Key<string> ModeKey = new(
        "Mode", new EnumShape(Enum.GetNames<RateLimitMode>()),
        "Shared limits. Exact: each request checks Redis; Leased: a node leases several permits at once, for up to a second.", "\"Exact\"");

    private static readonly KeyShape CostKey = new(RateLimitCostConfig.Section, RateLimitCostConfig.Shape, "How many permits a request uses.");

    public static readonly MapShape Shape = new(
        NameShape, new ObjectShape([ByKey, AlgorithmKey, .. RateLimitValuesConfig.Keys, SegmentsKey, RolesKey, MaxPartitionsKey, HeadersKey, ScopeKey, ModeKey, CostKey]))
    {
        MayBeEmpty = true,
    };

    /// <summary>The list of limits in a route's block.</summary>
    public static readonly ListShape Names = new(NameShape);

    public string Path { get; } = node.Path;

    public string Name { get; } = node.Key;

    /// <summary><c>token owner role address route realm</c>, in any case.</summary>
    public string By { get; } = ByKey.In(node) ?? string.Empty;

    /// <summary><c>TokenBucket SlidingWindow FixedWindow</c>, in any case.</summary>
    public string Algorithm { get; } = AlgorithmKey.In(node);

    /// <summary>The number of segments of a sliding window.</summary>
    public int Segments { get; } = SegmentsKey.In(node);

    public RateLimitValuesConfig Values { get; } = RateLimitValuesConfig.Read(node, window: default);

    /// <summary>The values for a role instead of the limit's own; null: no limit.</summary>
    public IReadOnlyDictionary<string, RateLimitValuesConfig?> Roles { get; } =
        node.Map(RolesKey.Name, role => role.IsNull ? null : RateLimitValuesConfig.Read(role, RateLimitValuesConfig.Read(node, default).Window));

    /// <summary>The maximum number of callers with separate counts.</summary>
    public int MaxPartitions { get; } = MaxPartitionsKey.In(node);

    /// <summary><c>Standard Legacy</c>, in any case.</summary>
    public string Headers { get; } = HeadersKey.In(node);

    /// <summary><c>Local Shared</c>, in any case; null: depends on whether Redis is configured.</summary>
    public string? Scope { get; } = ScopeKey.In(node);

    /// <summary>Whether a node leases several permits of a shared count at once.</summary>
    public bool IsLeased { get; } = ConfigPath.Same(ModeKey.In(node), nameof(RateLimitMode.Leased));

    public RateLimitCostConfig Cost { get; } = new(node[RateLimitCostConfig.Section]);

    public static IReadOnlyDictionary<string, RateLimitConfig> Read(ConfigNode? gateway) => gateway.Map(Section, node => new RateLimitConfig(node));

    /// <summary>A key for another algorithm, or for shared counts on a local limit, would have no effect, so it is an error.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        foreach (var limit in (gateway?[Section]?.Children ?? []).Where(limit => !errors.AnyUnder(limit.Path)))
        {
            var algorithm = AlgorithmKey.In(limit);
            foreach (var values in (limit[RolesKey.Name]?.Children ?? []).Prepend(limit))
                CheckBelongs(values, "Burst", Bucket, algorithm, errors);
            CheckBelongs(limit, "Segments", Sliding, algorithm, errors);
            CheckSize(limit, algorithm, errors);
            CheckCost(limit, errors);
            CheckShared(limit, new RedisConfig(gateway![RedisConfig.Section]), errors);
        }
    }

    /// <summary>Beside the block YARP would ignore it, and the route would have no limit.</summary>
    public static void CheckRoute(ConfigNode route, ConfigErrors errors)
    {
        if (route[Section] is { } misplaced)
            errors.Add(misplaced.Path, $"belongs into the block \"{ConfigPath.Gateway}\" of the route");
    }

    private static void CheckCost(ConfigNode limit, ConfigErrors errors)
    {
        var cost = new RateLimitCostConfig(limit[RateLimitCostConfig.Section]).Default;
        if (ValuesOf(limit).Any(values => cost > (values.Burst ?? values.Permits)))
            errors.Add(ConfigPath.Join(limit.Path, RateLimitCostConfig.Section, "Default"), "is more than the limit ever allows at once, so no request could pass");
    }

    // The limit's own values, and those of roles.
    private static IEnumerable<RateLimitValuesConfig> ValuesOf(ConfigNode limit)
    {
        var own = RateLimitValuesConfig.Read(limit, default);
        return (limit[RolesKey.Name]?.Children ?? []).Where(role => !role.IsNull).Select(role => RateLimitValuesConfig.Read(role, own.Window)).Prepend(own);
    }

    // A token bucket counts fractions of a permit, one per tick of the window, in 63 bits.
    private static void CheckSize(ConfigNode limit, string algorithm, ConfigErrors errors)
    {
        if (!ConfigPath.Same(algorithm, Bucket))
            return;
        foreach (var values in ValuesOf(limit))
        {
            if ((Int128)values.Window.Ticks * Math.Max(values.Permits, values.Burst ?? 0) > long.MaxValue)
                errors.Add(values.Path, $"Permits or Burst times Window is too large for a {Bucket}; use \"Algorithm\": \"{nameof(RateLimitAlgorithm.FixedWindow)}\"");
        }
    }

    private static void CheckShared(ConfigNode limit, RedisConfig redis, ConfigErrors errors)
    {
        var scope = ScopeKey.In(limit);
        var isShared = scope is null ? redis.IsConfigured : ConfigPath.Same(scope, nameof(RateLimitScope.Shared));
        if (isShared && !redis.IsConfigured)
            errors.Add(limit[ScopeKey.Name]!.Path, "a shared limit needs Redis: set TokenGateway:Redis:ConnectionString");
        if (!isShared && limit[ModeKey.Name] is { } mode)
            errors.Add(mode.Path, "only shared limits use this key: set TokenGateway:Redis:ConnectionString, and remove \"Scope\": \"Local\"");
    }

    private static void CheckBelongs(ConfigNode node, string key, string owner, string algorithm, ConfigErrors errors)
    {
        if (node[key] is { } found && !ConfigPath.Same(algorithm, owner))
            errors.Add(found.Path, $"only {owner} has this key, not {algorithm}");
    }
}
