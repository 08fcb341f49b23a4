using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>
/// The cookie of a session. <c>__Host-</c>: a browser takes it over https only (or from the machine itself), for this very
/// host, and no other site of the domain can set it. Lax, so that a link in a mail opens the portal signed in; writes have
/// their own protection (<see cref="SessionAntiforgery"/>). The server alone knows when it ends.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-tgw-session";

    public static SessionId? Read(HttpContext context) => SessionId.Parse(context.Request.Cookies[Name]);

    public static void Set(HttpContext context, SessionId id) => context.Response.Cookies.Append(Name, id.Value, Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() => new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" };
}
