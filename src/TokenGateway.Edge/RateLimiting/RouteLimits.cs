using System.Collections.Immutable;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The limits of a route. A request must pass all of them.</summary>
internal sealed class RouteLimits
{
    private readonly string? _policy;
    private readonly ImmutableArray<string?> _policies;

    /// <param name="limits">At least one limit; all use the same header format.</param>
    /// <param name="roles">The number of roles.</param>
    public RouteLimits(IEnumerable<RateLimit> limits, int roles)
    {
        All = [.. limits.OrderBy(limit => limit.Name, StringComparer.Ordinal)];
        Local = [.. All.Where(limit => limit.Shared is null)];
        Shared = [.. All.Where(limit => limit.Shared is not null)];
        HasCosts = All.Any(limit => limit.CostHeader is not null);
        _policy = PolicyOf(limit => limit.Default);
        _policies = [.. Enumerable.Range(0, roles).Select(role => PolicyOf(limit => limit.OfRoles[role]))];
    }

    /// <summary>
    /// All limits, ordered by name. A request locks its counts in this order on every route and in every generation, which prevents
    /// deadlocks.
    /// </summary>
    public ImmutableArray<RateLimit> All { get; }

    /// <summary>The limits that each node counts on its own.</summary>
    public ImmutableArray<RateLimit> Local { get; }

    /// <summary>The limits whose counters the nodes share.</summary>
    public ImmutableArray<RateLimit> Shared { get; }

    /// <summary>Whether a response can report the cost of its request.</summary>
    public bool HasCosts { get; }

    /// <summary>The format of the rate limit headers.</summary>
    public RateLimitHeaders Headers => All[0].Headers;

    /// <summary>The value of <c>RateLimit-Policy</c>; null if no limit applies to this caller.</summary>
    public string? PolicyFor(TokenSnapshot? snapshot) => snapshot?.Subject.Role is { } role ? _policies[role.Index] : _policy;

    private string? PolicyOf(Func<RateLimit, RateLimitRule?> rule)
    {
        string[] members = [.. All.Where(limit => rule(limit) is not null).Select(limit => rule(limit)!.Policy)];
        return members.Length == 0 ? null : string.Join(", ", members);
    }
}
