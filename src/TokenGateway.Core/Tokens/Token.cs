using System.Collections.Immutable;
using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// Everything that is kept of a token; never its value. Name, rights, end and realm are fixed at birth.
/// </summary>
public sealed record Token
{
    public const int MaxNameLength = 255;

    public required TokenId Id { get; init; }

    /// <summary>What people call it: 0 to 255 printable characters, need not be unique.</summary>
    public required string Name { get; init; }

    public required UserId Owner { get; init; }

    public Realm Realm { get; init; } = Realm.Default;

    public required RoleName Role { get; init; }

    /// <summary>The permissions that the token is limited to; null: all that its role grants.</summary>
    public ImmutableArray<PermissionName>? Permissions { get; init; }

    /// <summary>What the token may manage; nothing unless it was made so.</summary>
    public ManagementRights Manages { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it: <c>cli:NAME</c>, <c>user:ID</c>, <c>token:ID</c> or <c>file</c>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The moment from which it is refused; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsActive { get; init; } = true;

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Prefix, id and last four characters.</summary>
    public string Hint { get; init; } = "";

    public TokenState StateAt(DateTimeOffset now) =>
        DeletedAt is not null ? TokenState.Deleted
        : ExpiresAt <= now ? TokenState.Expired
        : IsActive ? TokenState.Active
        : TokenState.Inactive;
}
