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

/// <summary>What all pages of somebody signed in share.</summary>
internal abstract class PortalPage : PageModel
{
    /// <summary>Who is signed in; its rights are those of this moment.</summary>
    public Actor Actor => CallerFeature.Required(HttpContext).Actor;

    /// <summary>The configuration that the page is about, which is the caller's own.</summary>
    protected AccessModel Model => Actor.Model!;

    protected Session Session => CallerFeature.Required(HttpContext).Session!;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    public bool May(ManagementRights right) => Actor.Rights.HasFlag(right);

    /// <summary>What must not be known to exist, or does not.</summary>
    protected static IActionResult Missing => new StatusCodeResult(StatusCodes.Status404NotFound);

    protected static IActionResult Next(string path) => new SeeOther(path);

    /// <summary>To show again who one is, and back.</summary>
    protected static string AgainPath(string returnUrl) => SignInRedirect.Path + QueryString.Create("returnUrl", returnUrl).Add("again", "1");

    /// <summary>The page, which says that what it was about does not exist any more.</summary>
    protected IActionResult Gone()
    {
        var page = Page();
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }

    /// <summary>The form again with what is wrong (RFC 9110, 15.5.21).</summary>
    protected IActionResult Again()
    {
        var page = Page();
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }
}
