using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>
/// Prevents cross-site writes with a browser's session: requires the framework's antiforgery token, bound to the session,
/// in a header that no form can send, and, if the browser reports an origin, our own.
/// </summary>
internal static class SessionAntiforgery
{
    public const string Header = "X-Antiforgery-Token";

    public const string Cookie = "__Host-tgw-antiforgery";

    /// <summary>Whether a call by session may use its method. The session must have been authenticated.</summary>
    public static async ValueTask<bool> IsValidAsync(HttpContext context, IAntiforgery antiforgery)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            return true;

        // Without the header, the framework would read a form.
        return RequestOrigins.Of(context.Request) != RequestOrigin.Foreign
            && context.Request.Headers.ContainsKey(Header) && await antiforgery.IsRequestValidAsync(context);
    }
}
