using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>A shared limit that applies to the caller of a request, and the result from its counter.</summary>
internal sealed class SharedLimitResult(RateLimit limit, RateLimitRule rule, string key)
{
    public RateLimit Limit { get; } = limit;

    public RateLimitRule Rule { get; } = rule;

    public string Key { get; } = key;

    /// <summary>Whether the limit uses leases. A request with an initial cost of 0 only checks that a permit remains, which a lease cannot tell.</summary>
    public static bool IsLeasedFor(RateLimit limit) => limit is { Shared.IsLeased: true, Cost: > 0 };

    /// <summary>Whether the permits come from a lease.</summary>
    public bool IsLeased { get; } = IsLeasedFor(limit);

    /// <summary>The result; null before the call, or if the store is unavailable.</summary>
    public SharedCount? Count { get; set; }

    public static List<SharedLimitResult> Of(in LimitSubject subject, RouteLimits limits)
    {
        var asked = new List<SharedLimitResult>(limits.Shared.Length);
        foreach (var limit in limits.Shared)
        {
            if (limit.RuleFor(subject.Snapshot) is { } rule)
                asked.Add(new SharedLimitResult(limit, rule, subject.SharedKeyFor(limit, rule)));
        }

        return asked;
    }
}
