using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using TokenGateway.Portal.Pages;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Sessions;

/// <summary>
/// Sends whoever is not signed in to the sign-in page and back. Runs before the antiforgery token is looked at: a session that
/// ended while a form was filled in is no forgery, and what was typed comes back with the form.
/// </summary>
internal sealed class NeedsSession : IAsyncAuthorizationFilter, IOrderedFilter
{
    // Before the antiforgery filter, which stands at 1000.
    public int Order => 0;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (PortalCaller.Of(context.HttpContext) is not null || context.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymousPage>().Any())
            return;
        var target = $"/sign-in?returnUrl={Uri.EscapeDataString(await WantedAsync(context.HttpContext.Request))}";

        // A part of a page must not become the sign-in page.
        if (context.HttpContext.Request.Headers.ContainsKey("HX-Request"))
        {
            context.HttpContext.Response.Headers["HX-Redirect"] = target;
            context.Result = new StatusCodeResult(StatusCodes.Status204NoContent);
            return;
        }

        context.Result = new SeeOther(target);
    }

    private static async Task<string> WantedAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
            return request.Path + request.QueryString;
        return request.HasFormContentType && request.Path.Equals("/tokens/new", StringComparison.OrdinalIgnoreCase)
            ? NewTokenForm.LinkOf(await request.ReadFormAsync(request.HttpContext.RequestAborted))
            : request.Path;
    }
}
