using System.Collections.Immutable;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>A limit compiled for one configuration generation; only its counts outlive it.</summary>
internal sealed class RateLimit
{
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

    public required RateLimitState State { get; init; }

    public RateLimitRule? RuleFor(TokenSnapshot? snapshot) => snapshot?.Subject.Role is { } role ? OfRoles[role.Index] : Default;
}
