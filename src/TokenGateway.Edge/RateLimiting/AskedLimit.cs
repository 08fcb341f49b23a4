using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>A shared limit of a request that holds for its caller, and what its count said.</summary>
internal sealed class AskedLimit(RateLimit limit, RateLimitRule rule, string key)
{
    public RateLimit Limit { get; } = limit;

    public RateLimitRule Rule { get; } = rule;

    public string Key { get; } = key;

    /// <summary>What costs nothing at first asks whether a permit is there, which no lease knows.</summary>
    public static bool IsLeasedFor(RateLimit limit) => limit is { Shared.IsLeased: true, Cost: > 0 };

    /// <summary>Whether a lease is asked.</summary>
    public bool IsLeased { get; } = IsLeasedFor(limit);

    /// <summary>Null: it was not asked yet, or does not answer.</summary>
    public SharedCount? Count { get; set; }

    public static List<AskedLimit> Of(in LimitSubject subject, RouteLimits limits)
    {
        var asked = new List<AskedLimit>(limits.Shared.Length);
        foreach (var limit in limits.Shared)
        {
            if (limit.RuleFor(subject.Snapshot) is { } rule)
                asked.Add(new AskedLimit(limit, rule, subject.SharedKeyFor(limit, rule)));
        }

        return asked;
    }
}
