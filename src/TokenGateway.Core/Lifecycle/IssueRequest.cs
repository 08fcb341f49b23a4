using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>The request for a new token.</summary>
public sealed record IssueRequest
{
    public required UserId Owner { get; init; }

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public ExternalId? ExternalId { get; init; }

    /// <summary>The addresses that the token may be used from; empty: any.</summary>
    public ImmutableArray<AddressRange> Addresses { get; init; } = [];

    /// <summary>Null: the owner's highest ranked role (the first if none is ranked).</summary>
    public RoleName? Role { get; init; }

    /// <summary>Null: all permissions of the role.</summary>
    public ImmutableArray<PermissionName>? Permissions { get; init; }

    public Realm Realm { get; init; } = Realm.Default;

    /// <summary>Null: determined by <see cref="TokenOptions.DefaultManages"/>.</summary>
    public ManagementRights? Manages { get; init; }

    /// <summary>The format of the value; null: that of the current dialect.</summary>
    public ITokenValueFormat? Format { get; init; }

    /// <summary>SHA-256 of a value that was created elsewhere and is unknown to the gateway; null: the gateway creates the value.</summary>
    public TokenDigest? Digest { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
