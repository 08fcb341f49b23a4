using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Times;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// The stored data of a token; never its value. Name, rights, restrictions, expiry and realm are fixed at creation. All times are UTC.
/// </summary>
public sealed record Token
{
    public const int MaxNameLength = 255;
    public const int MaxDescriptionLength = 1000;
    public const int MaxAddresses = 100;

    private readonly long _createdAtUtcTicks;
    private readonly OptionalTime _notBefore;
    private readonly OptionalTime _expiresAt;
    private readonly OptionalTime _deletedAt;
    private readonly OptionalTime _leakedAt;
    private readonly OptionalTime _overlapEndsAt;

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

    public DateTimeOffset CreatedAt
    {
        get => new(_createdAtUtcTicks, TimeSpan.Zero);
        init => _createdAtUtcTicks = value.UtcTicks;
    }

    /// <summary>The creator: <c>cli:NAME</c>, <c>user:ID</c>, <c>token:ID</c> or <c>file</c>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The time before which it is refused; null: none.</summary>
    public DateTimeOffset? NotBefore
    {
        get => _notBefore.Value;
        init => _notBefore = new OptionalTime(value);
    }

    /// <summary>The time from which it is refused; null: never.</summary>
    public DateTimeOffset? ExpiresAt
    {
        get => _expiresAt.Value;
        init => _expiresAt = new OptionalTime(value);
    }

    /// <summary>The addresses that it may be used from; empty: any.</summary>
    public ImmutableArray<AddressRange> Addresses { get; init; } = [];

    public bool IsActive { get; init; } = true;

    public DateTimeOffset? DeletedAt
    {
        get => _deletedAt.Value;
        init => _deletedAt = new OptionalTime(value);
    }

    /// <summary>
    /// When the token, or the one that created it or its secret, was reported as leaked; null: never, or it has a new
    /// secret since.
    /// </summary>
    public DateTimeOffset? LeakedAt
    {
        get => _leakedAt.Value;
        init => _leakedAt = new OptionalTime(value);
    }

    /// <summary>Prefix, id and last four characters.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Until when the secret before the last rotation is also accepted; null, or in the past: it is not.</summary>
    public DateTimeOffset? OverlapEndsAt
    {
        get => _overlapEndsAt.Value;
        init => _overlapEndsAt = new OptionalTime(value);
    }

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
