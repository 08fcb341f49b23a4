using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// What a decision rests on, as it was read. The store compares it inside the transaction of the write, so that nobody
/// gets anything by a user, a credential or a session that is deleted, disabled or changed between the decision and the
/// write. What only takes away rests on nothing: it is always possible.
/// </summary>
public sealed record WriteBasis
{
    /// <summary>Nothing that can change: the operator acts, or rights are only taken away.</summary>
    public static WriteBasis None { get; } = new();

    /// <summary>Users of the store whose rights counted: the one who acts, an owner, the user that is changed.</summary>
    public ImmutableArray<User> Users { get; init; } = [];

    /// <summary>The token that the call is made with; null: none, or one that the file declares.</summary>
    public Token? Credential { get; init; }

    /// <summary>Whether the call is made with the secret of <see cref="Credential"/> before its last rotation.</summary>
    public bool IsByRetiredSecret { get; init; }

    /// <summary>The token that gets something, as it was when that was decided; null: none does.</summary>
    public Token? Subject { get; init; }

    /// <summary>The session that the call is made by; null: none.</summary>
    public TokenDigest? Session { get; init; }

    /// <summary>
    /// What the one who writes may give to users; null: everything. Asked inside the transaction: what is taken away, and
    /// whose an id or address was, is known only there.
    /// </summary>
    public Func<UserRights, bool>? CanGive { get; init; }

    /// <summary>Whether a user that is read now is the one that counted, with the same rights.</summary>
    public static bool Holds(User expected, User? now)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return now is not null && expected.HasSameRights(now);
    }

    /// <summary>
    /// Whether the token that gets something, as it is read now, has not been reported as leaked since: a report must not be
    /// undone by who does not know of it. One that is deleted gets nothing anyway.
    /// </summary>
    public bool HoldsOf(Token? now) => Subject is not { } expected || now is null || now.LeakedAt == expected.LeakedAt;

    /// <summary>Whether the credential, as it is read now, could still make the call.</summary>
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
