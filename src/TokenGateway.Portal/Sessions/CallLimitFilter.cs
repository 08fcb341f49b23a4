using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Portal.Sessions;

/// <summary>
/// Applies the management call limits to pages as to the API. Uses the handler that runs, not the one in the URL: a page
/// has a default handler for unknown names.
/// </summary>
internal sealed class CallLimitFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.HandlerMethod is not { } handler)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }

        var kind = handler.MethodInfo.GetCustomAttribute<CallAttribute>()?.Kind ?? CallKinds.OfMethod(http.Request.Method);
        if (CallerFeature.Of(http)?.Actor.User is { } user && http.RequestServices.GetRequiredService<ICallBudget>().Take(user.Id, kind) is { } refusal)
        {
            http.Response.Headers.RetryAfter = refusal.RetryAfter.ToString(CultureInfo.InvariantCulture);
            context.Result = new StatusCodeResult(StatusCodes.Status429TooManyRequests);
            return;
        }

        await next();
    }
}
