using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Sessions;

/// <summary>Everything that <c>/api/v1/session</c> refuses, in words.</summary>
internal static class SessionRefusals
{
    // RFC 9110, 15.5.2: there must be one. No browser has a dialog for it.
    private const string Challenge = "Session realm=\"tokengateway\"";

    public static Problem Token => Problem.Of(
        RefusalCode.TokenBesideSession, "Sessions cannot be used with a token: send the request without Authorization.") with { Title = "Bad request" };

    public static Problem OtherSite => Problem.Of(
        RefusalCode.AntiforgeryFailed,
        $"Writes in a session must come from this origin and carry the {SessionAntiforgery.Header} that GET /api/v1/session returns.") with { Title = "Forbidden" };

    public static Problem PasswordsOff => Problem.Of(
        RefusalCode.NotFound, "Password sign-in is disabled (SignIn:Password).") with { Title = "Not found" };

    public static Problem PlainHttp => Problem.Of(
        RefusalCode.HttpsRequired,
        "Over plain HTTP, browsers keep a session cookie only on the machine itself. Give the Management endpoint an https address, or put a TLS proxy in front of it, on this machine or listed in TokenGateway:TrustedProxies.");

    public static Problem Wrong => Problem.Of(RefusalCode.InvalidCredentials, "User and password do not match.") with { Challenge = Challenge };

    public static Problem Nobody => Problem.Of(
        RefusalCode.NotSignedIn, "There is no session. POST /api/v1/session creates one.") with { Challenge = Challenge };

    public static Problem Store => Problem.Of(
        RefusalCode.StoreUnavailable, "The store is unavailable. Try again.", retryAfter: 1) with { Title = "Service unavailable" };

    public static Problem TooMany(TimeSpan retryAfter) => Problem.Of(
        RefusalCode.RateLimited, "Too many attempts to sign in at once; try again later.",
        (int)Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds))) with { Title = "Too many requests" };
}
