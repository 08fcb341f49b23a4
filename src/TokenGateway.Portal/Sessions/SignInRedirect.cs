using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Sessions;

/// <summary>
/// Redirects a request without a session to the sign-in page and back. If a session ends while a form is filled in, the
/// form comes back with its input.
/// </summary>
internal static class SignInRedirect
{
    public const string Path = "/sign-in";

    public static async Task SendAsync(HttpContext context, AuthenticationProperties properties)
    {
        var target = Path + QueryString.Create("returnUrl", properties.RedirectUri ?? await WantedAsync(context.Request));

        // The sign-in page must not be inserted as a part of another page.
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
