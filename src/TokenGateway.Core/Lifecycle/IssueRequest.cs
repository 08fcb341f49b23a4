using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What somebody wants of a new token.</summary>
public sealed record IssueRequest
{
    public required UserId Owner { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Null: the owner's highest ranked role (with no ranked one, the first).</summary>
    public RoleName? Role { get; init; }

    /// <summary>Null: all that the role grants.</summary>
    public ImmutableArray<PermissionName>? Permissions { get; init; }

    public Realm Realm { get; init; } = Realm.Default;

    public ManagementRights Manages { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
