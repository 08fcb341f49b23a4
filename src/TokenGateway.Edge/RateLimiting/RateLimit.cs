using System.Collections.Immutable;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>A rate limit compiled for one configuration generation; only its counts outlive the generation.</summary>
internal sealed class RateLimit
{
    private bool _reportedCost;

    public required string Name { get; init; }

    public required RateLimitBy By { get; init; }

    /// <summary>The rule for roles without values of their own and for requests without a token.</summary>
    public required RateLimitRule Default { get; init; }

    /// <summary>The rules by role index; null for a role without limit.</summary>
    public required ImmutableArray<RateLimitRule?> OfRoles { get; init; }

    /// <summary>The format of the rate limit headers.</summary>
    public required RateLimitHeaders Headers { get; init; }

    /// <summary>The complete definition from the configuration as text; limits with equal text share their counts.</summary>
    public required string Definition { get; init; }

    /// <summary>The permits that a request takes up front, and its final cost if the response does not report one.</summary>
    public long Cost { get; init; } = 1;

    /// <summary>The response header that reports the cost of the request; null if there is none.</summary>
    public string? CostHeader { get; init; }

    /// <summary>How the nodes share the counters; null if each node counts on its own.</summary>
    public SharedScope? Shared { get; init; }

    /// <summary>The permits that must be available for a request to pass.</summary>
    public long Needed => Math.Max(1, Cost);

    public required RateLimitState State { get; init; }

    /// <summary>Returns true once, so that unreadable costs are logged once rather than for every request.</summary>
    public bool TryReportCost() => !Interlocked.Exchange(ref _reportedCost, true);

    public RateLimitRule? RuleFor(TokenSnapshot? snapshot) => snapshot?.Subject.Role is { } role ? OfRoles[role.Index] : Default;
}
