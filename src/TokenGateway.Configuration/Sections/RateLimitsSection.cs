using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:RateLimits</c>, and the names by which a route asks for them.</summary>
internal static class RateLimitsSection
{
    public const string Key = "RateLimits";

    private const int DefaultSegments = 10;

    private const int DefaultPartitions = 100_000;

    private const string Bucket = nameof(RateLimitAlgorithm.TokenBucket);

    private const string Sliding = nameof(RateLimitAlgorithm.SlidingWindow);

    private static readonly TextShape Name = Texts.Policy with { What = "a limit name" };

    // What a token bucket calculates with fits 63 bits up to these.
    private static readonly IntegerShape Number = new(1, 10_000_000);

    private static readonly DurationShape Window = new("1s", "1d");

    private static readonly ObjectShape OfRole = new(
        new("Permits", Number, "Requests of this role within the window.") { Required = true },
        new("Window", Window, "The limit's own when absent."),
        new("Burst", Number, "TokenBucket: the most at once; Permits when absent."))
    { Nullable = true };

    public static readonly MapShape Shape = new(Name, new ObjectShape(
        new("By", new EnumShape([.. Enum.GetNames<RateLimitBy>().Select(name => name.ToLowerInvariant())]), "Who shares a count; without a token: address.") { Required = true },
        new("Algorithm", new EnumShape(Enum.GetNames<RateLimitAlgorithm>()), "How permits come back.", $"\"{Bucket}\""),
        new("Permits", Number, "Requests within the window.") { Required = true },
        new("Window", Window, "The time in which so many may come.") { Required = true },
        new("Burst", Number, "TokenBucket: the most at once; Permits when absent."),
        new("Segments", new IntegerShape(1, 100), "SlidingWindow: the steps in which it moves.", "10"),
        new("Roles", new MapShape(Texts.Role, OfRole), "Values by the token's role; null: without limit."),
        new("MaxPartitions", new IntegerShape(1, 10_000_000), "Callers counted apart; more share one count.", "100000")))
    {
        MayBeEmpty = true,
    };

    /// <summary>The names in the block of a route.</summary>
    public static readonly ListShape Names = new(Name);

    public static IReadOnlyDictionary<string, RateLimitConfig> Read(ConfigNode? gateway) => gateway.Map(Key, node => new RateLimitConfig
    {
        Path = node.Path,
        Name = node.Key,
        By = node.Text("By") ?? string.Empty,
        Algorithm = node.Text("Algorithm") ?? Bucket,
        Segments = node.Integer("Segments") ?? DefaultSegments,
        Values = ReadValues(node, default),
        Roles = node.Map("Roles", role => role.IsNull ? null : ReadValues(role, WindowOf(node))),
        MaxPartitions = node.Integer("MaxPartitions") ?? DefaultPartitions,
    });

    /// <summary>A key of another algorithm would be read as a promise that nobody keeps.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        foreach (var limit in (gateway?[Key]?.Children ?? []).Where(limit => !errors.AnyUnder(limit.Path)))
        {
            var algorithm = limit.Text("Algorithm") ?? Bucket;
            foreach (var values in (limit["Roles"]?.Children ?? []).Prepend(limit))
                CheckBelongs(values, "Burst", Bucket, algorithm, errors);
            CheckBelongs(limit, "Segments", Sliding, algorithm, errors);
        }
    }

    /// <summary>Beside the block YARP would ignore it, and nothing would be limited.</summary>
    public static void CheckRoute(ConfigNode route, ConfigErrors errors)
    {
        if (route[Key] is { } misplaced)
            errors.Add(misplaced.Path, $"belongs into the block \"{ConfigPath.Gateway}\" of the route");
    }

    private static void CheckBelongs(ConfigNode node, string key, string owner, string algorithm, ConfigErrors errors)
    {
        if (node[key] is { } found && !ConfigPath.Same(algorithm, owner))
            errors.Add(found.Path, $"only {owner} has this key, not {algorithm}");
    }

    private static RateLimitValuesConfig ReadValues(ConfigNode node, TimeSpan window) => new()
    {
        Path = node.Path,
        Permits = node.Integer("Permits") ?? 0,
        Window = node.Duration("Window") ?? window,
        Burst = node.Integer("Burst"),
    };

    private static TimeSpan WindowOf(ConfigNode limit) => limit.Duration("Window") ?? default;
}
