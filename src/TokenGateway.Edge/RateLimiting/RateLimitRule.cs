using System.Globalization;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Core.Times;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The values of a limit that hold for some callers: all, or those of a role. Immutable.</summary>
internal sealed class RateLimitRule
{
    // More than a file can have roles.
    private const int RulesOfLimit = 1_000_000;

    private volatile Part? _part;

    /// <summary>Of the limit.</summary>
    public required string Name { get; init; }

    /// <summary>Its place among the rules of the limit: callers of different rules are counted apart.</summary>
    public required int Index { get; init; }

    public required RateLimitAlgorithm Algorithm { get; init; }

    /// <summary>Requests within <see cref="Window"/>.</summary>
    public required long Permits { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>The most permits that can be there at once; other than <see cref="Permits"/> only for a token bucket.</summary>
    public required long Limit { get; init; }

    /// <summary>Parts of a sliding window.</summary>
    public required int Segments { get; init; }

    /// <summary>The values for people: <c>100 in 1s, burst 200</c>.</summary>
    public string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{Permits} in {DurationText.Write(Window)}") + (HasBurst ? string.Create(CultureInfo.InvariantCulture, $", burst {Limit}") : "");

    private bool HasBurst => Limit != Permits;

    /// <summary>
    /// A member of <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-10, 3): <c>"standard";q=100;w=1</c>. The draft
    /// has whole seconds only, and no bursts.
    /// </summary>
    public string Policy => string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Permits};w={(long)Math.Ceiling(Window.TotalSeconds)}");

    /// <summary>The values of <c>RateLimit</c>.</summary>
    public ServiceLimitTexts Texts => field ??= new ServiceLimitTexts(Name, Limit);

    /// <summary>The values where nodes share the count.</summary>
    public SharedLimit Shared => field ??= new SharedLimit(Algorithm, Permits, Window, Limit, Segments);

    /// <summary>
    /// What one of so many nodes allows while it cannot ask the others: its part, and at least one permit. Counted apart from the
    /// whole and from other parts.
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
