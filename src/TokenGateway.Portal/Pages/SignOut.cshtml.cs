using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Storage;
using TokenGateway.Management.Sessions;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Pages;

/// <summary>Ends the session on the server.</summary>
internal sealed class SignOutModel(ISessionStore sessions) : PortalPage
{
    public IActionResult OnGet() => Next("/");

    public async Task<IActionResult> OnPostAsync()
    {
        var who = PortalCaller.Of(HttpContext)!;
        await sessions.EndAsync(who.Session.Digest, SessionAudit.Ended(who), Aborted);
        SessionCookie.Clear(HttpContext);
        return Next("/sign-in");
    }
}
