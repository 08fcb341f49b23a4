using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Dialects.Standard;

/// <summary>
/// <c>WWW-Authenticate</c> (RFC 9110, 11.6.1): one challenge for every scheme of the route. A bare one if no token was
/// sent, with <c>error</c> otherwise (RFC 6750, 3.1).
/// </summary>
internal static class Challenges
{
    private const string AuthorizationPlace = "Authorization: ";

    public static StringValues For(Refusal refusal)
    {
        if (ErrorOf(refusal.Code) is not { } error)
            return StringValues.Empty;
        var parameters = error.Length == 0 ? "" : $", error=\"{error}\"";
        var schemes = refusal.Places.Where(place => place.StartsWith(AuthorizationPlace, StringComparison.Ordinal))
            .Select(place => $"{place[AuthorizationPlace.Length..]} realm=\"tokengateway\"{parameters}").ToArray();
        return schemes.Length > 0 ? schemes : $"ApiKey realm=\"tokengateway\"{parameters}";
    }

    // Null: no challenge. Empty: a bare one.
    private static string? ErrorOf(RefusalCode code) => code switch
    {
        RefusalCode.MissingToken => "",
        RefusalCode.InvalidToken or RefusalCode.TokenInactive or RefusalCode.TokenExpired => "invalid_token",
        RefusalCode.AmbiguousCredentials => "invalid_request",
        RefusalCode.InsufficientRole or RefusalCode.InsufficientPermission or RefusalCode.WrongRealm => "insufficient_scope",
        _ => null,
    };
}
