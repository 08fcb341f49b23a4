using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Maps the claims of a verified ID token and of the userinfo endpoint. Claims have their own names (OpenID Connect Core 1.0, 5.1).</summary>
internal static class OidcClaims
{
    private const int LongestName = 255;

    // Longer values are not valid identifiers (OpenID Connect Core 1.0, 2: at most 255 ASCII characters).
    private const int LongestSubject = 255;

    /// <summary>Returns the user's profile; null if the token names no subject.</summary>
    /// <param name="principal">The claims by name, each value as text.</param>
    /// <param name="answer">The same claims in the provider's JSON.</param>
    /// <param name="options">The mapping of claims.</param>
    /// <param name="fault">The role or realm claim that cannot be read. The profile then has no roles, so that nobody is admitted by a partial claim.</param>
    public static ExternalProfile? ProfileOf(ClaimsPrincipal principal, OidcAnswer answer, OidcOptions options, out string? fault)
    {
        if (principal.FindFirst("iss")?.Value is not { Length: > 0 } issuer || principal.FindFirst("sub")?.Value is not { Length: > 0 and <= LongestSubject } subject)
        {
            fault = null;
            return null;
        }

        var email = EmailOf(answer, options);
        var roles = ValuesAt(options.RoleClaim, answer, options, email);
        var realms = options.RealmClaim is { } claim ? ValuesAt(claim, answer, options, email) : null;
        fault = FaultOf(options.RoleClaim, roles) ?? FaultOf(options.RealmClaim, realms);
        return new ExternalProfile
        {
            Login = new ExternalLogin(issuer, subject),
            Ids = IdsOf(principal, options, email, subject),
            Email = email,
            Name = principal.FindFirst("name")?.Value is { Length: > 0 and <= LongestName } name && PrintableText.IsPrintable(name) ? name : null,
            Roles = fault is null ? RolesOf(roles, options) : [],
            Realms = realms is null ? null : RealmsOf(realms, options),
        };
    }

    /// <summary>The values of the role claim.</summary>
    public static IReadOnlyList<string> RoleValuesOf(OidcAnswer answer, OidcOptions options) =>
        ValuesAt(options.RoleClaim, answer, options, EmailOf(answer, options)).Values;

    /// <summary>When the user last authenticated at the provider (<c>auth_time</c>); null if the provider does not report it.</summary>
    public static DateTimeOffset? AuthenticatedAt(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static ImmutableArray<string> IdsOf(ClaimsPrincipal principal, OidcOptions options, string? email, string subject) => options.UserClaim is { } named
        ? named == "email" ? email is null ? [] : [email] : [.. ValuesOf(principal, named).Take(1)]
        : [.. ValuesOf(principal, "preferred_username").Take(1), .. email is null ? [] : new[] { email }, subject];

    // A user who may enter any address at the provider must not become its owner here. email_verified counts only for the address in
    // the same document.
    private static string? EmailOf(OidcAnswer answer, OidcOptions options) => answer.Documents
        .Where(claims => options.AllowsUnverifiedEmail || IsVerified(claims))
        .Select(claims => claims.TryGetProperty("email", out var email) && email.ValueKind == JsonValueKind.String ? email.GetString() : null)
        .FirstOrDefault(email => email is { Length: > 0 } && IdentityRules.FaultOfEmail(email) is null);

    // Some providers send it as a string.
    private static bool IsVerified(JsonElement claims) => claims.TryGetProperty("email_verified", out var verified)
        && (verified.ValueKind == JsonValueKind.True || (verified.ValueKind == JsonValueKind.String && string.Equals(verified.GetString(), "true", StringComparison.OrdinalIgnoreCase)));

    private static ImmutableArray<RoleName> RolesOf(ClaimValues claim, OidcOptions options) =>
    [
        .. claim.Values.Where(options.RoleMap.ContainsKey).Select(value => options.RoleMap[value]).Distinct()
            .OrderBy(role => role.Value, StringComparer.Ordinal),
    ];

    private static RealmSet RealmsOf(ClaimValues claim, OidcOptions options) =>
        claim.Values.Where(options.RealmMap.ContainsKey).Aggregate(RealmSet.None, (sum, value) => sum.Union(options.RealmMap[value]));

    // A user who may enter any address at the provider must not get its owner's roles either.
    private static ClaimValues ValuesAt(ClaimPath claim, OidcAnswer answer, OidcOptions options, string? email) => claim.Text is "email" or "/email"
        ? email is null ? ClaimValues.None : new ClaimValues([email])
        : ClaimReader.Read(answer.Documents, claim, options.ClaimSeparator);

    private static string? FaultOf(ClaimPath? claim, ClaimValues? values) => values?.Fault is { } fault ? $"the claim {claim} {fault}" : null;

    private static IReadOnlyList<string> ValuesOf(ClaimsPrincipal principal, string claim) =>
        [.. principal.FindAll(claim).Select(one => one.Value).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];
}
