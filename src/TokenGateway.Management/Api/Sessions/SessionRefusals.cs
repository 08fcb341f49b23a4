using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Api.Sessions;

/// <summary>Everything that <c>/api/v1/session</c> refuses, in words.</summary>
internal static class SessionRefusals
{
    public static Task TokenAsync(HttpContext context) => SessionProblem.WriteAsync(
        context, StatusCodes.Status400BadRequest, "Bad request", "ambiguous_credentials", "Sessions cannot be used with a token: send the request without Authorization.");

    public static Task OtherSiteAsync(HttpContext context) => SessionProblem.WriteAsync(
        context, StatusCodes.Status403Forbidden, "Forbidden", "antiforgery_failed",
        $"Writes in a session must come from this origin and carry the {SessionAntiforgery.Header} that GET /api/v1/session returns.");

    public static Task PasswordsOffAsync(HttpContext context) => SessionProblem.WriteAsync(
        context, StatusCodes.Status404NotFound, "Not found", "not_found", "Password sign-in is disabled (SignIn:Password).");

    public static Task PlainHttpAsync(HttpContext context) => SessionProblem.WriteAsync(
        context, StatusCodes.Status400BadRequest, "Bad request", "https_required",
        "Over plain HTTP, browsers keep a session cookie only on the machine itself. Give the Management endpoint an https address, or put a TLS proxy in front of it, on this machine or listed in TokenGateway:TrustedProxies.");

    public static Task WrongAsync(HttpContext context) => SessionProblem.WriteAsync(
        context, StatusCodes.Status401Unauthorized, "Unauthorized", "invalid_credentials", "User and password do not match.");

    public static Task TooManyAsync(HttpContext context, TimeSpan retryAfter) => SessionProblem.WriteAsync(
        context, StatusCodes.Status429TooManyRequests, "Too many requests", "rate_limited", "Too many attempts to sign in at once; try again later.", retryAfter);

    public static Task NobodyAsync(HttpContext context) => SessionProblem.WriteAsync(
        context, StatusCodes.Status401Unauthorized, "Unauthorized", "not_signed_in", "There is no session. POST /api/v1/session creates one.");

    public static Task StoreAsync(HttpContext context) => SessionProblem.WriteAsync(
        context, StatusCodes.Status503ServiceUnavailable, "Service unavailable", "store_unavailable", "The store is unavailable. Try again.", TimeSpan.FromSeconds(1));
}
