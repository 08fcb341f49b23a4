using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Portal.Sessions;

/// <summary>Beside the antiforgery token of the form: where a browser says from where a form comes, that is here.</summary>
internal sealed class OwnOriginFilter : IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && RequestOrigins.Of(request) == RequestOrigin.Foreign)
            context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
    }
}
