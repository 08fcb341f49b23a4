using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>
/// The session cookie. <c>__Host-</c>: a browser accepts it over https only (or from the local machine), for exactly this
/// host, and no other site of the domain can set it. Lax, so that a link in a mail opens the portal signed in; writes have
/// their own protection (<see cref="SessionAntiforgery"/>). Only the server knows its expiry.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-tgw-session";

    /// <summary>
    /// Whether a browser would accept it: over plain HTTP it accepts a secure cookie only from its own machine. A unix
    /// socket is local.
    /// </summary>
    public static bool IsKept(HttpContext context) =>
        context.Request.IsHttps || CallerAddress.PeerOf(context) is not { } address || IPAddress.IsLoopback(address);

    public static SessionId? Read(HttpContext context) => SessionId.Parse(context.Request.Cookies[Name]);

    public static void Set(HttpContext context, SessionId id) => context.Response.Cookies.Append(Name, id.Value, Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() => new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" };
}
