using System.Collections.Immutable;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The limits of a route, all of which a request must find open.</summary>
internal sealed class RouteLimits
{
    private readonly string? _policy;
    private readonly ImmutableArray<string?> _policies;

    /// <param name="limits">At least one; all tell of themselves in the same form.</param>
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
    /// By name: the counts of a request are locked in this order, on every route and in every generation, so that no two
    /// requests wait for each other.
    /// </summary>
    public ImmutableArray<RateLimit> All { get; }

    /// <summary>Those that each node counts for itself.</summary>
    public ImmutableArray<RateLimit> Local { get; }

    /// <summary>Those that nodes count together.</summary>
    public ImmutableArray<RateLimit> Shared { get; }

    /// <summary>Whether a response can say what its request cost.</summary>
    public bool HasCosts { get; }

    /// <summary>The form in which clients are told of them.</summary>
    public RateLimitHeaders Headers => All[0].Headers;

    /// <summary>The value of <c>RateLimit-Policy</c>; null: nothing limits this caller.</summary>
    public string? PolicyFor(TokenSnapshot? snapshot) => snapshot?.Subject.Role is { } role ? _policies[role.Index] : _policy;

    private string? PolicyOf(Func<RateLimit, RateLimitRule?> rule)
    {
        string[] members = [.. All.Where(limit => rule(limit) is not null).Select(limit => rule(limit)!.Policy)];
        return members.Length == 0 ? null : string.Join(", ", members);
    }
}
