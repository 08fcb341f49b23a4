using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>The number of requests per window.</summary>
internal sealed record RateLimitValuesConfig
{
    // Up to these values, the arithmetic of a token bucket fits into 63 bits.
    private static readonly IntegerShape Number = new(1, 10_000_000);

    private static readonly DurationShape Range = new("1s", "366d");

    private static readonly Key<int> PermitsKey = new(new KeyShape("Permits", Number, "Requests within the window.") { Required = true });

    private static readonly Key<TimeSpan> WindowKey = new(new KeyShape("Window", Range, "The length of the window.") { Required = true });

    private static readonly Key<int?> BurstKey = new("Burst", Number, "TokenBucket: the maximum at once; Permits when absent.");

    /// <summary>The keys of a limit.</summary>
    public static readonly KeyShape[] Keys = [PermitsKey, WindowKey, BurstKey];

    /// <summary>The keys of a role in a limit.</summary>
    public static readonly ObjectShape OfRole = new(
        PermitsKey.Declared with { Description = "Requests of this role within the window." },
        WindowKey.Declared with { Description = "The limit's own when absent.", Required = false },
        BurstKey)
    { Nullable = true };

    public required string Path { get; init; }

    public required int Permits { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>Null: the value of <see cref="Permits"/>.</summary>
    public required int? Burst { get; init; }

    /// <param name="node">The limit, or a role in it.</param>
    /// <param name="window">The default window.</param>
    public static RateLimitValuesConfig Read(ConfigNode node, TimeSpan window) => new()
    {
        Path = node.Path,
        Permits = PermitsKey.In(node),
        Window = WindowKey.In(node, window),
        Burst = BurstKey.In(node),
    };
}
