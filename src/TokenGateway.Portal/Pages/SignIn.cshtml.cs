using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages;

/// <summary>Signs in by user and password. What is wrong of the two is not told.</summary>
internal sealed class SignInModel(PasswordSignIn signIn, IAccessModelSource models) : PortalPage
{
    public string? Problem { get; private set; }

    public string ReturnTo { get; private set; } = ReturnUrl.Home;

    public string UserName { get; private set; } = "";

    /// <summary>Whether anybody can sign in here and now.</summary>
    public bool IsPossible { get; private set; }

    public bool TakesPassword => IsPossible && models.Current.SignIn.AllowsPasswords;

    /// <summary>What the identity provider is called; null: there is none.</summary>
    public string? Provider => IsPossible ? models.Current.SignIn.Oidc?.DisplayName : null;

    public string ProviderPath => OidcPaths.Start + QueryString.Create("returnUrl", ReturnTo);

    public async Task<IActionResult> OnGetAsync(string? returnUrl)
    {
        ReturnTo = ReturnUrl.OrHome(returnUrl);
        var present = await HttpContext.AuthenticateAsync(ManagementAuthenticationDefaults.SessionScheme);
        return present.Succeeded ? Next(ReturnTo) : Show();
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, string? user, string? password)
    {
        (ReturnTo, UserName) = (ReturnUrl.OrHome(returnUrl), user ?? "");
        if (Refusal() is not null || !models.Current.SignIn.AllowsPasswords)
            return Show();
        var result = await signIn.TryAsync(HttpContext, UserName, password ?? "");
        if (result.Outcome == SignInOutcome.Done)
            return Next(ReturnTo);

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

    private string? Refusal() => models.Current.SignIn is { AllowsPasswords: false, Oidc: null } ? Text.SignIn_Off
        : !SessionCookie.IsKept(HttpContext) ? Text.SignIn_PlainHttp
        : null;
}
