using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The filter of a token list; null members do not filter. Deleted tokens only on request.</summary>
public sealed record TokenFilter
{
    public static TokenFilter All { get; } = new();

    public UserId? Owner { get; init; }

    /// <summary>With <see cref="Owner"/>: only that user's, not those of an earlier user with the same id.</summary>
    public long? OwnerNumber { get; init; }

    public Realm? Realm { get; init; }

    /// <summary>One of these realms; empty: any.</summary>
    public ImmutableArray<Realm> InRealms { get; init; } = [];

    /// <summary>None of these realms.</summary>
    public ImmutableArray<Realm> NotRealms { get; init; } = [];

    /// <summary>Only tokens in this state at <see cref="Now"/>; null: every state but deleted.</summary>
    public TokenState? State { get; init; }

    public DateTimeOffset Now { get; init; }

    public ExternalId? ExternalId { get; init; }

    public RoleName? Role { get; init; }

    /// <summary>Only tokens whose name or hint contains this text; ASCII letters match in either case.</summary>
    public string? Contains { get; init; }

    /// <summary>Only tokens that expire before this time.</summary>
    public DateTimeOffset? ExpiresBefore { get; init; }

    /// <summary>Only tokens that never expire.</summary>
    public bool NeverExpires { get; init; }

    /// <summary>The order of stored tokens.</summary>
    public TokenOrder Order { get; init; }

    /// <summary>Only tokens created before this time and not used since.</summary>
    public DateTimeOffset? UnusedSince { get; init; }

    /// <summary>Only tokens created at this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Only tokens created before this time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Only unused tokens.</summary>
    public bool NeverUsed { get; init; }

    /// <summary>
    /// Only live tokens that were used within <see cref="OverPrivileged.Window"/>, are older than <see cref="OverPrivileged.Age"/> and
    /// hold a permission that no request needed. A store tells the first two; the lifecycle judges the rest.
    /// </summary>
    public bool IsOverPrivileged { get; init; }

    /// <summary>Only tokens whose last use had them in this location.</summary>
    public TokenPlace? UsedIn { get; init; }
}
