using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>An identity provider's claims about a user, as far as the configuration file accepts them.</summary>
public sealed record ExternalProfile
{
    public required ExternalLogin Login { get; init; }

    /// <summary>Candidates for a new user's id, best first. The first valid one is used, whether or not it is available.</summary>
    public required ImmutableArray<string> Ids { get; init; }

    /// <summary>Null: none, or not verified by the provider.</summary>
    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>The roles that the file maps claims to; empty: access is denied.</summary>
    public required ImmutableArray<RoleName> Roles { get; init; }

    /// <summary>The realms, likewise; null: claims do not determine realms.</summary>
    public RealmSet? Realms { get; init; }
}
