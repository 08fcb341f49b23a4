using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Pages;

/// <summary>Ends the session on the server.</summary>
internal sealed class SignOutModel : PortalPage
{
    public IActionResult OnGet() => Next("/");

    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(ManagementAuthenticationDefaults.SessionScheme);
        return Next(SignInRedirect.Path);
    }
}
