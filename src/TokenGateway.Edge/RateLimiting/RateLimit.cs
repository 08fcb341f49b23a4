using System.Collections.Immutable;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>A limit compiled for one configuration generation; only its counts outlive it.</summary>
internal sealed class RateLimit
{
    private bool _reportedCost;

    public required string Name { get; init; }

    public required RateLimitBy By { get; init; }

    /// <summary>What holds where the role has no values of its own, and without a token.</summary>
    public required RateLimitRule Default { get; init; }

    /// <summary>By the role's index; null: without limit.</summary>
    public required ImmutableArray<RateLimitRule?> OfRoles { get; init; }

    /// <summary>The form in which clients are told of it.</summary>
    public required RateLimitHeaders Headers { get; init; }

    /// <summary>All that the file says of it, in one text: equal text, same counts.</summary>
    public required string Definition { get; init; }

    /// <summary>Permits that a request uses at first, and in the end if its response does not say.</summary>
    public long Cost { get; init; } = 1;

    /// <summary>The header of a response that says what the request cost; null: none does.</summary>
    public string? CostHeader { get; init; }

    /// <summary>Null: each node counts for itself.</summary>
    public SharedScope? Shared { get; init; }

    /// <summary>Permits that must be there for a request to pass.</summary>
    public long Needed => Math.Max(1, Cost);

    public required RateLimitState State { get; init; }

    /// <summary>True once: one line in the log tells of costs that cannot be read, not one for each request.</summary>
    public bool TryReportCost() => !Interlocked.Exchange(ref _reportedCost, true);

    public RateLimitRule? RuleFor(TokenSnapshot? snapshot) => snapshot?.Subject.Role is { } role ? OfRoles[role.Index] : Default;
}
