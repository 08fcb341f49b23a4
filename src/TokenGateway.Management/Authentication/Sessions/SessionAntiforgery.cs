using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>
/// Keeps other sites from writing with a browser's session: the framework's antiforgery token, bound to the session, in a
/// header that no form can send, and where a browser says from where a request comes, that must be here.
/// </summary>
internal static class SessionAntiforgery
{
    public const string Header = "X-Antiforgery-Token";

    public const string Cookie = "__Host-tgw-antiforgery";

    /// <summary>Whether a call by a session may do what its method does. The session must have been found.</summary>
    public static async ValueTask<bool> IsValidAsync(HttpContext context, IAntiforgery antiforgery)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            return true;

        // Without the header the framework would look into a form.
        return RequestOrigins.Of(context.Request) != RequestOrigin.Foreign
            && context.Request.Headers.ContainsKey(Header) && await antiforgery.IsRequestValidAsync(context);
    }
}
