using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Sessions;

/// <summary>
/// Sends whoever is not signed in to the sign-in page and back. A session that ended while a form was filled in loses nothing:
/// what was typed comes back with the form.
/// </summary>
internal static class SignInRedirect
{
    public const string Path = "/sign-in";

    public static async Task SendAsync(HttpContext context, AuthenticationProperties properties)
    {
        var target = Path + QueryString.Create("returnUrl", properties.RedirectUri ?? await WantedAsync(context.Request));

        // A part of a page must not become the sign-in page.
        if (context.Request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            context.Response.Headers["HX-Redirect"] = target;
            return;
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = target;
    }

    private static async Task<string> WantedAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return request.Path + request.QueryString;
        return request.HasFormContentType && request.Path.Equals("/tokens/new", StringComparison.OrdinalIgnoreCase)
            ? NewTokenForm.LinkOf(await request.ReadFormAsync(request.HttpContext.RequestAborted))
            : request.Path;
    }
}
