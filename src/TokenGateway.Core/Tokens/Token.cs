using System.Collections.Immutable;
using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tokens;

/// <summary>The stored data of a token; never its value. Name, rights, restrictions, expiry and realm are fixed at creation.</summary>
public sealed record Token
{
    public const int MaxNameLength = 255;
    public const int MaxDescriptionLength = 1000;
    public const int MaxAddresses = 100;

    public required TokenId Id { get; init; }

    /// <summary>The display name: 0 to 255 printable characters, need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>0 to 1,000 printable characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>The id that the caller chose; null: none.</summary>
    public ExternalId? ExternalId { get; init; }

    public required UserId Owner { get; init; }

    /// <summary>
    /// The owner's <see cref="User.Number"/>, so that a later user with the same id does not own it; 0: the owner is
    /// declared.
    /// </summary>
    public long OwnerNumber { get; init; }

    public Realm Realm { get; init; } = Realm.Default;

    public required RoleName Role { get; init; }

    /// <summary>The permissions that the token is limited to; null: all permissions of its role.</summary>
    public ImmutableArray<PermissionName>? Permissions { get; init; }

    /// <summary>The token's management rights; none unless it was created with them.</summary>
    public ManagementRights Manages { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The creator: <c>cli:NAME</c>, <c>user:ID</c>, <c>token:ID</c> or <c>file</c>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The time before which it is refused; null: none.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The time from which it is refused; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The addresses that it may be used from; empty: any.</summary>
    public ImmutableArray<AddressRange> Addresses { get; init; } = [];

    public bool IsActive { get; init; } = true;

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>
    /// When the token, or the one that created it or its secret, was reported as leaked; null: never, or it has a new
    /// secret since.
    /// </summary>
    public DateTimeOffset? LeakedAt { get; init; }

    /// <summary>Prefix, id and last four characters.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Until when the secret before the last rotation is also accepted; null, or in the past: it is not.</summary>
    public DateTimeOffset? OverlapEndsAt { get; init; }

    /// <summary>Set where tokens are listed or shown; null: never used, or not requested.</summary>
    public TokenUse? LastUse { get; init; }

    /// <summary>Whether this user is the owner, and not a later user with the same id.</summary>
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
