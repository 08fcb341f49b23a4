using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// The basis of a decision, as it was read. The store compares it inside the transaction of the write, so that a user,
/// credential or session that is deleted, disabled or changed between decision and write gains nothing. A revoking write
/// has no basis: it is always allowed.
/// </summary>
public sealed record WriteBasis
{
    /// <summary>Nothing that can change: the operator acts, or rights are only revoked.</summary>
    public static WriteBasis None { get; } = new();

    /// <summary>Stored users whose rights were checked: the actor, an owner, the changed user.</summary>
    public ImmutableArray<User> Users { get; init; } = [];

    /// <summary>The calling token; null: none, or a declared one.</summary>
    public Token? Credential { get; init; }

    /// <summary>Whether the call uses the retired secret of <see cref="Credential"/>.</summary>
    public bool IsByRetiredSecret { get; init; }

    /// <summary>The token that gains something, as it was at the decision; null: none.</summary>
    public Token? Subject { get; init; }

    /// <summary>The session of the call; null: none.</summary>
    public TokenDigest? Session { get; init; }

    /// <summary>
    /// What the actor may grant to users; null: everything. Evaluated inside the transaction: only there are removed
    /// rights, and previous holders of an id or address, known.
    /// </summary>
    public Func<UserRights, bool>? CanGive { get; init; }

    /// <summary>Whether the current user is the one that was checked, with the same rights.</summary>
    public static bool Holds(User expected, User? now)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return now is not null && expected.HasSameRights(now);
    }

    /// <summary>
    /// Whether the token that gains something has not been reported as leaked since: an actor unaware of a report must not
    /// undo it. A deleted one gains nothing anyway.
    /// </summary>
    public bool HoldsOf(Token? now) => Subject is not { } expected || now is null || now.LeakedAt == expected.LeakedAt;

    /// <summary>Whether the current credential could still make the call.</summary>
    public bool Holds(Token? now, DateTimeOffset at)
    {
        if (Credential is not { } expected)
            return true;
        if (now is not { DeletedAt: null, IsActive: true } || now.OwnerNumber != expected.OwnerNumber || now.ExpiresAt <= at)
            return false;
        var overlaps = now.OverlapEndsAt > at;
        return now.Hint == expected.Hint ? !IsByRetiredSecret || overlaps : overlaps && !IsByRetiredSecret;
    }
}
