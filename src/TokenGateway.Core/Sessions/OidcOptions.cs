using System.Collections.Frozen;
using System.Collections.Immutable;
using TokenGateway.Core.Access;

namespace TokenGateway.Core.Sessions;

/// <summary>The identity provider that people sign in at (<c>SignIn:Oidc</c>). No record: a generated <c>ToString</c> would print the secret.</summary>
public sealed class OidcOptions
{
    /// <summary>The provider's address, https or on this machine; <c>/.well-known/openid-configuration</c> is below it.</summary>
    public required Uri Authority { get; init; }

    public required string ClientId { get; init; }

    /// <summary>A secret: never logged.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What the sign-in button calls the provider.</summary>
    public required string DisplayName { get; init; }

    /// <summary>With <c>openid</c> among them.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>The claim that a new user's id is taken from; null: <c>preferred_username</c>, else the verified e-mail address, else <c>sub</c>.</summary>
    public string? UserClaim { get; init; }

    public required string RoleClaim { get; init; }

    /// <summary>From a value of <see cref="RoleClaim"/> to what it gives; values compare case-sensitively.</summary>
    public required FrozenDictionary<string, RoleName> RoleMap { get; init; }

    /// <summary>Null: claims say nothing of realms.</summary>
    public string? RealmClaim { get; init; }

    public required FrozenDictionary<string, RealmSet> RealmMap { get; init; }

    /// <summary>Whether an e-mail address counts of which the provider does not say that it verified it.</summary>
    public bool AllowsUnverifiedEmail { get; init; }
}
