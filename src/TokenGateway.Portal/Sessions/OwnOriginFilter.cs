using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Portal.Sessions;

/// <summary>In addition to the form's antiforgery token: if a browser reports the origin of a form, it must be our own.</summary>
internal sealed class OwnOriginFilter : IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && RequestOrigins.Of(request) == RequestOrigin.Foreign)
            context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
    }
}
