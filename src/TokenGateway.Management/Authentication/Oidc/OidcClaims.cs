using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>What the claims of a verified ID token, and of the provider's userinfo endpoint, mean here. Claims by their own names (OpenID Connect Core 1.0, 5.1).</summary>
internal static class OidcClaims
{
    private const int LongestName = 255;

    // Longer ones are no identifiers (OpenID Connect Core 1.0, 2: at most 255 ASCII characters).
    private const int LongestSubject = 255;

    /// <summary>Null: the token names no subject.</summary>
    public static ExternalProfile? ProfileOf(ClaimsPrincipal principal, OidcOptions options)
    {
        if (principal.FindFirst("iss")?.Value is not { Length: > 0 } issuer || principal.FindFirst("sub")?.Value is not { Length: > 0 and <= LongestSubject } subject)
            return null;
        var email = EmailOf(principal, options);
        return new ExternalProfile
        {
            Login = new ExternalLogin(issuer, subject),
            Ids = IdsOf(principal, options, email, subject),
            Email = email,
            Name = principal.FindFirst("name")?.Value is { Length: > 0 and <= LongestName } name && PrintableText.IsPrintable(name) ? name : null,
            Roles = RolesOf(principal, options),
            Realms = RealmsOf(principal, options),
        };
    }

    /// <summary>The values of the claim that roles come from.</summary>
    public static IReadOnlyList<string> RoleValuesOf(ClaimsPrincipal principal, OidcOptions options) => ValuesOf(principal, options.RoleClaim);

    /// <summary>When the person last showed to the provider who it is (<c>auth_time</c>); null: the provider does not say.</summary>
    public static DateTimeOffset? AuthenticatedAt(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static ImmutableArray<string> IdsOf(ClaimsPrincipal principal, OidcOptions options, string? email, string subject) => options.UserClaim is { } named
        ? named == "email" ? email is null ? [] : [email] : [.. ValuesOf(principal, named).Take(1)]
        : [.. ValuesOf(principal, "preferred_username").Take(1), .. email is null ? [] : new[] { email }, subject];

    // Whoever may type an address at the provider must not become its owner here.
    private static string? EmailOf(ClaimsPrincipal principal, OidcOptions options)
    {
        var isVerified = options.AllowsUnverifiedEmail || string.Equals(principal.FindFirst("email_verified")?.Value, "true", StringComparison.OrdinalIgnoreCase);
        return isVerified && principal.FindFirst("email")?.Value is { Length: > 0 } email && IdentityRules.FaultOfEmail(email) is null ? email : null;
    }

    private static ImmutableArray<RoleName> RolesOf(ClaimsPrincipal principal, OidcOptions options) =>
    [
        .. ValuesOf(principal, options.RoleClaim).Where(options.RoleMap.ContainsKey).Select(value => options.RoleMap[value]).Distinct()
            .OrderBy(role => role.Value, StringComparer.Ordinal),
    ];

    private static RealmSet? RealmsOf(ClaimsPrincipal principal, OidcOptions options) => options.RealmClaim is not { } claim ? null
        : ValuesOf(principal, claim).Where(options.RealmMap.ContainsKey).Aggregate(RealmSet.None, (sum, value) => sum.Union(options.RealmMap[value]));

    private static IReadOnlyList<string> ValuesOf(ClaimsPrincipal principal, string claim) =>
        [.. principal.FindAll(claim).Select(one => one.Value).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];
}
