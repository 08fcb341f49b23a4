using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What an identity provider says of somebody who signs in, as far as the configuration file lets it count.</summary>
public sealed record ExternalProfile
{
    public required ExternalLogin Login { get; init; }

    /// <summary>What a new user's id may be, the best first. The first that can be an id is taken, whether or not it is free.</summary>
    public required ImmutableArray<string> Ids { get; init; }

    /// <summary>Null: none, or the provider has not verified it.</summary>
    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>Those that the file maps to a claim; empty: such a person does not get in.</summary>
    public required ImmutableArray<RoleName> Roles { get; init; }

    /// <summary>Likewise; null: claims say nothing of realms.</summary>
    public RealmSet? Realms { get; init; }
}
