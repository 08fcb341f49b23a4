using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Pages;

/// <summary>The base of all pages that require a session.</summary>
internal abstract class PortalPage : PageModel
{
    /// <summary>The signed-in user, with current rights.</summary>
    public Actor Actor => CallerFeature.Required(HttpContext).Actor;

    /// <summary>The configuration of the page, which is the caller's own.</summary>
    protected AccessModel Model => Actor.Model!;

    protected Session Session => CallerFeature.Required(HttpContext).Session!;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    public bool May(ManagementRights right) => Actor.Rights.HasFlag(right);

    /// <summary>The response for anything that does not exist, or must not be known to exist.</summary>
    protected static IActionResult Missing => new StatusCodeResult(StatusCodes.Status404NotFound);

    protected static IActionResult Next(string path) => new SeeOther(path);

    /// <summary>The path to authenticate again, and back.</summary>
    protected static string AgainPath(string returnUrl) => SignInRedirect.Path + QueryString.Create("returnUrl", returnUrl).Add("again", "1");

    /// <summary>The page, with a message that its subject no longer exists.</summary>
    protected IActionResult Gone()
    {
        var page = Page();
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }

    /// <summary>The form again, with its errors (RFC 9110, 15.5.21).</summary>
    protected IActionResult Again()
    {
        var page = Page();
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }
}
