using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What somebody wants of a new token.</summary>
public sealed record IssueRequest
{
    public required UserId Owner { get; init; }

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public ExternalId? ExternalId { get; init; }

    /// <summary>From where the token may be used; empty: from everywhere.</summary>
    public ImmutableArray<AddressRange> Addresses { get; init; } = [];

    /// <summary>Null: the owner's highest ranked role (with no ranked one, the first).</summary>
    public RoleName? Role { get; init; }

    /// <summary>Null: all that the role grants.</summary>
    public ImmutableArray<PermissionName>? Permissions { get; init; }

    public Realm Realm { get; init; } = Realm.Default;

    /// <summary>Null: what <see cref="TokenOptions.DefaultManages"/> says.</summary>
    public ManagementRights? Manages { get; init; }

    /// <summary>How the value is made; null: as the dialect in force makes them.</summary>
    public ITokenValueFormat? Format { get; init; }

    /// <summary>SHA-256 of a value that was made elsewhere and that nobody tells the gateway; null: the gateway makes the value.</summary>
    public TokenDigest? Digest { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
