using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>
/// Keeps other sites from writing with a browser's session: the framework's antiforgery token, bound to the session, in a
/// header that no form can send, and where a browser says from where a request comes, that must be here.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SessionAntiforgery(IAntiforgery antiforgery)
{
    public const string Header = "X-Antiforgery-Token";

    public const string Cookie = "__Host-tgw-antiforgery";

    /// <summary>A fresh token for the request's session; sets the cookie that belongs to it.</summary>
    public string Issue(HttpContext context) => antiforgery.GetAndStoreTokens(context).RequestToken!;

    /// <summary>Whether a call by a session may do what its method does. The session must have been found.</summary>
    public async ValueTask<bool> IsValidAsync(HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            return true;

        // Without the header the framework would look into a form.
        return IsFromHere(context.Request) && context.Request.Headers.ContainsKey(Header) && await antiforgery.IsRequestValidAsync(context);
    }

    /// <summary>
    /// Whether a browser, where it says so, sent the request from a page of this very origin (Fetch Metadata; older ones:
    /// <c>Origin</c>). A client that is no browser says nothing.
    /// </summary>
    public static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site)
            return site is ["same-origin" or "none"];
        return request.Headers.Origin is not { Count: > 0 } origin
            || (origin is [{ } only] && only.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
