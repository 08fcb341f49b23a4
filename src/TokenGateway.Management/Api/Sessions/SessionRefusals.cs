using TokenGateway.Core.Refusals;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Sessions;

/// <summary>The refusals of <c>/api/v1/session</c>.</summary>
internal static class SessionRefusals
{
    // Required by RFC 9110, 15.5.2. Browsers show no dialog for this scheme.
    private const string Challenge = "Session realm=\"tokengateway\"";

    public static Problem Token => Of(
        RefusalCode.TokenBesideSession, "Bad request", "Sessions cannot be used with a token: send the request without Authorization.");

    public static Problem OtherSite => Of(
        RefusalCode.AntiforgeryFailed, "Forbidden",
        $"Writes in a session must come from this origin and carry the {SessionAntiforgery.Header} that GET /api/v1/session returns.");

    public static Problem PasswordsOff => Of(RefusalCode.NotFound, "Not found", "Password sign-in is disabled (SignIn:Password).");

    public static Problem PlainHttp => Of(
        RefusalCode.HttpsRequired, "Bad request",
        "Over plain HTTP, browsers keep a session cookie only on the machine itself. Give the Management endpoint an https address, or put a TLS proxy in front of it, on this machine or listed in TokenGateway:TrustedProxies.");

    public static Problem Wrong => Of(RefusalCode.InvalidCredentials, "Unauthorized", "User and password do not match.");

    public static Problem Nobody => Of(RefusalCode.NotSignedIn, "Unauthorized", "There is no session. POST /api/v1/session creates one.");

    public static Problem Store => Of(RefusalCode.StoreUnavailable, "Service unavailable", "The store is unavailable. Try again.", retryAfter: 1);

    public static Problem TooMany(TimeSpan retryAfter) => Of(
        RefusalCode.RateLimited, "Too many requests", "Too many attempts to sign in at once; try again later.",
        (int)Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)));

    // For compatibility, the titles are those of the statuses.
    private static Problem Of(RefusalCode code, string title, string detail, int? retryAfter = null) =>
        Problem.Of(code, detail, retryAfter) with { Title = title, Challenge = Challenge };
}
