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

    /// <summary>Where the values are that <see cref="RoleMap"/> names.</summary>
    public required ClaimPath RoleClaim { get; init; }

    /// <summary>From a value of <see cref="RoleClaim"/> to what it gives; values compare case-sensitively.</summary>
    public required FrozenDictionary<string, RoleName> RoleMap { get; init; }

    /// <summary>Null: claims say nothing of realms.</summary>
    public ClaimPath? RealmClaim { get; init; }

    public required FrozenDictionary<string, RealmSet> RealmMap { get; init; }

    /// <summary>Between the values of a role or realm claim that is one text.</summary>
    public ClaimSeparator ClaimSeparator { get; init; }

    public ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>
    /// Whether a sign-in that the provider was asked to make anew counts as recent although the provider does not say when it
    /// was (<c>auth_time</c>).
    /// </summary>
    public bool AllowsMissingAuthTime { get; init; }

    /// <summary>Whether an e-mail address counts of which the provider does not say that it verified it.</summary>
    public bool AllowsUnverifiedEmail { get; init; }

    /// <summary>Whether both say the same: another one of the same is no other provider.</summary>
    public bool SaysTheSameAs(OidcOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsSameClientAs(other) && MapsTheSameAs(other)
            && DisplayName == other.DisplayName
            && ClientSecret == other.ClientSecret
            && ClientAuthentication == other.ClientAuthentication
            && Scopes.SequenceEqual(other.Scopes)
            && AllowsMissingAuthTime == other.AllowsMissingAuthTime
            && AllowsUnverifiedEmail == other.AllowsUnverifiedEmail;
    }

    private bool IsSameClientAs(OidcOptions other) => Authority.AbsoluteUri == other.Authority.AbsoluteUri && ClientId == other.ClientId;

    private bool MapsTheSameAs(OidcOptions other) =>
        UserClaim == other.UserClaim
        && RoleClaim.Text == other.RoleClaim.Text
        && RealmClaim?.Text == other.RealmClaim?.Text
        && ClaimSeparator == other.ClaimSeparator
        && IsSame(RoleMap, other.RoleMap)
        && IsSame(RealmMap, other.RealmMap);

    private static bool IsSame<T>(FrozenDictionary<string, T> one, FrozenDictionary<string, T> other) where T : IEquatable<T> =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && pair.Value.Equals(value));
}
