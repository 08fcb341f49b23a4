using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Management.Authentication.Passkeys;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages;

/// <summary>
/// Signs in with user and password or a passkey, or redirects to the identity provider. Errors do not give a reason. A
/// signed-in user may be sent here to authenticate again.
/// </summary>
internal sealed class SignInModel(PasswordSignIn signIn, PasskeySignIn passkeySignIn, PasskeyCeremonies ceremonies, IAccessModelSource models) : PortalPage
{
    public string? Problem { get; private set; }

    public string ReturnTo { get; private set; } = ReturnUrl.Home;

    public string UserName { get; private set; } = "";

    /// <summary>Whether sign-in is possible on this connection.</summary>
    public bool IsPossible { get; private set; }

    public bool TakesPassword => IsPossible && models.Current.SignIn.AllowsPasswords;

    /// <summary>The display name of the identity provider; null: none.</summary>
    public string? Provider => IsPossible ? models.Current.SignIn.Oidc?.DisplayName : null;

    public string ProviderPath => OidcPaths.Start + QueryString.Create("returnUrl", ReturnTo) + (IsAgain ? "&again=1" : "");

    public bool TakesPasskey => IsPossible && models.Current.SignIn.AllowsPasskeys;

    /// <summary>Whether a signed-in user must authenticate again.</summary>
    public bool IsAgain { get; private set; }

    public string PasskeyOptionsPath => SignInRedirect.Path + "?handler=PasskeyOptions";

    public string PasskeyPath => SignInRedirect.Path + "?handler=Passkey";

    public IActionResult OnGet(string? returnUrl, string? again)
    {
        ReturnTo = ReturnUrl.OrHome(returnUrl);
        var present = CallerFeature.Of(HttpContext)?.Actor.User;
        if (present is not null && again is null)
            return Next(ReturnTo);
        (IsAgain, UserName) = (present is not null, present?.Id.Value ?? "");
        return Show();
    }

    /// <summary>The passkey options for the browser.</summary>
    public async Task<IActionResult> OnGetPasskeyOptionsAsync() =>
        models.Current.SignIn.AllowsPasskeys && SessionCookie.IsKept(HttpContext) ? Content(await ceremonies.RequestOptionsAsync(HttpContext), "application/json") : Missing;

    public async Task<IActionResult> OnPostPasskeyAsync(string? returnUrl, string? credential)
    {
        ReturnTo = ReturnUrl.OrHome(returnUrl);
        if (Refusal() is not null || !models.Current.SignIn.AllowsPasskeys)
            return Show();
        if (await passkeySignIn.TryAsync(HttpContext, credential ?? ""))
            return Next(ReturnTo);
        (Problem, IsPossible) = (Text.Passkey_Wrong, true);
        var page = Page();
        page.StatusCode = StatusCodes.Status401Unauthorized;
        return page;
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

    private string? Refusal() => models.Current.SignIn is { AllowsPasswords: false, AllowsPasskeys: false, Oidc: null } ? Text.SignIn_Off
        : !SessionCookie.IsKept(HttpContext) ? Text.SignIn_PlainHttp
        : null;
}
