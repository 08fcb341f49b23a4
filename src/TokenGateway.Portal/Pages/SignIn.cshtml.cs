using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Caller;
using TokenGateway.Management.Sessions;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages;

/// <summary>Signs in by user and password. What is wrong of the two is not told.</summary>
[WithoutSession]
internal sealed class SignInModel(SignIn signIn, ISessionStore sessions, IAccessModelSource models) : PortalPage
{
    public string? Problem { get; private set; }

    public string ReturnTo { get; private set; } = ReturnUrl.Home;

    public string UserName { get; private set; } = "";

    /// <summary>Whether there is anything to fill in.</summary>
    public bool IsPossible { get; private set; }

    public IActionResult OnGet(string? returnUrl)
    {
        ReturnTo = ReturnUrl.OrHome(returnUrl);
        return PortalCaller.Of(HttpContext) is null ? Show() : Next(ReturnTo);
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, string? user, string? password)
    {
        (ReturnTo, UserName) = (ReturnUrl.OrHome(returnUrl), user ?? "");
        if (Refusal() is not null)
            return Show();
        var before = PortalCaller.Of(HttpContext);
        var result = await signIn.TryAsync(UserName, password ?? "", CallerAddress.Of(HttpContext), Aborted);
        if (result is { Id: { } id })
        {
            // The session before is another's, or one that somebody planted.
            if (before is not null)
                await sessions.EndAsync(before.Session.Digest, SessionAudit.Ended(before), Aborted);
            SessionCookie.Set(HttpContext, id);
            return Next(ReturnTo);
        }

        if (result.Outcome == SignInOutcome.TooMany)
            Response.Headers.RetryAfter = ((int)Math.Ceiling(result.RetryAfter.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Problem = result.Outcome == SignInOutcome.TooMany ? Text.SignIn_TooMany : Text.SignIn_Wrong;
        IsPossible = true;
        var page = Page();
        page.StatusCode = result.Outcome == SignInOutcome.TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized;
        return page;
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Show()
    {
        Problem = Refusal();
        IsPossible = Problem is null;
        return Page();
    }

    // A browser keeps no secure cookie that comes over plain HTTP, but from this machine.
    private string? Refusal() => !models.Current.SignIn.AllowsPasswords ? Text.SignIn_Off
        : !HttpContext.Request.IsHttps && CallerAddress.PeerOf(HttpContext) is { } address && !IPAddress.IsLoopback(address) ? Text.SignIn_PlainHttp
        : null;
}
