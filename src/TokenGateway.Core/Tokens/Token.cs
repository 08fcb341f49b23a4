using System.Collections.Immutable;
using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// Everything that is kept of a token; never its value. Name, rights, restrictions, end and realm are fixed at birth.
/// </summary>
public sealed record Token
{
    public const int MaxNameLength = 255;
    public const int MaxDescriptionLength = 1000;
    public const int MaxAddresses = 100;

    public required TokenId Id { get; init; }

    /// <summary>What people call it: 0 to 255 printable characters, need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>0 to 1,000 printable characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>The id that the caller chose; null: none.</summary>
    public ExternalId? ExternalId { get; init; }

    public required UserId Owner { get; init; }

    /// <summary>The owner's <see cref="User.Number"/>, so that a later user of the same id owns nothing of it; 0: the file declares the owner.</summary>
    public long OwnerNumber { get; init; }

    public Realm Realm { get; init; } = Realm.Default;

    public required RoleName Role { get; init; }

    /// <summary>The permissions that the token is limited to; null: all that its role grants.</summary>
    public ImmutableArray<PermissionName>? Permissions { get; init; }

    /// <summary>What the token may manage; nothing unless it was made so.</summary>
    public ManagementRights Manages { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it: <c>cli:NAME</c>, <c>user:ID</c>, <c>token:ID</c> or <c>file</c>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The moment before which it is refused; null: none.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The moment from which it is refused; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>From where it may be used; empty: from everywhere.</summary>
    public ImmutableArray<AddressRange> Addresses { get; init; } = [];

    public bool IsActive { get; init; } = true;

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>When it, or what made it or gave it its secret, was reported as leaked; null: never, or it has another secret since.</summary>
    public DateTimeOffset? LeakedAt { get; init; }

    /// <summary>Prefix, id and last four characters.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Until when the secret before the last rotation is accepted too; null, or in the past: it is not.</summary>
    public DateTimeOffset? OverlapEndsAt { get; init; }

    /// <summary>Told where tokens are listed or shown; null: never used, or not asked for.</summary>
    public TokenUse? LastUse { get; init; }

    /// <summary>Whether this user is the owner, and not another who got the same id later.</summary>
    public bool IsOwnedBy(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Id == Owner && (user.IsDeclared || user.Number == OwnerNumber);
    }

    public TokenState StateAt(DateTimeOffset now) =>
        DeletedAt is not null ? TokenState.Deleted
        : ExpiresAt <= now ? TokenState.Expired
        : IsActive ? TokenState.Active
        : TokenState.Inactive;
}
