using System.Globalization;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Core.Times;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The parameters of a limit that apply to some callers: all of them, or those of one role. Immutable.</summary>
internal sealed class RateLimitRule
{
    // More than the number of roles in any configuration.
    private const int RulesOfLimit = 1_000_000;

    private volatile Part? _part;

    /// <summary>The name of the limit.</summary>
    public required string Name { get; init; }

    /// <summary>The index among the rules of the limit. Callers of different rules are counted separately.</summary>
    public required int Index { get; init; }

    public required RateLimitAlgorithm Algorithm { get; init; }

    /// <summary>The requests allowed per <see cref="Window"/>.</summary>
    public required long Permits { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>The maximum number of permits available at once; differs from <see cref="Permits"/> only for a token bucket.</summary>
    public required long Limit { get; init; }

    /// <summary>The number of segments of a sliding window.</summary>
    public required int Segments { get; init; }

    /// <summary>The human-readable form: <c>100 in 1s, burst 200</c>.</summary>
    public string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{Permits} in {DurationText.Write(Window)}") + (HasBurst ? string.Create(CultureInfo.InvariantCulture, $", burst {Limit}") : "");

    private bool HasBurst => Limit != Permits;

    /// <summary>
    /// A member of <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-10, section 3): <c>"standard";q=100;w=1</c>. The
    /// draft supports whole seconds only, and no bursts.
    /// </summary>
    public string Policy => string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Permits};w={(long)Math.Ceiling(Window.TotalSeconds)}");

    /// <summary>The values of <c>RateLimit</c>.</summary>
    public ServiceLimitTexts Texts => field ??= new ServiceLimitTexts(Name, Limit);

    /// <summary>The parameters of the counter that the nodes share.</summary>
    public SharedLimit Shared => field ??= new SharedLimit(Algorithm, Permits, Window, Limit, Segments);

    /// <summary>
    /// The rule for one of <paramref name="nodes"/> nodes while the shared counters are unavailable: this node's share, but at least
    /// one permit. Counted separately from the whole limit and from shares of other sizes.
    /// </summary>
    public RateLimitRule PartOf(int nodes)
    {
        if (_part is { } part && part.Nodes == nodes)
            return part.Rule;
        var rule = new RateLimitRule
        {
            Name = Name,
            Index = Index + (RulesOfLimit * nodes),
            Algorithm = Algorithm,
            Permits = Math.Max(1, Permits / nodes),
            Window = Window,
            Limit = Math.Max(1, Limit / nodes),
            Segments = Segments,
        };
        _part = new Part(nodes, rule);
        return rule;
    }

    public Partition CreatePartition(in PartitionKey key, long now) => Algorithm switch
    {
        RateLimitAlgorithm.TokenBucket => new TokenBucket(this, key, now),
        RateLimitAlgorithm.SlidingWindow => new SlidingWindow(this, key, now),
        _ => new FixedWindow(this, key),
    };

    private sealed record Part(int Nodes, RateLimitRule Rule);
}
