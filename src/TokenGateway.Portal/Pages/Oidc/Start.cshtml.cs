using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Pages.Oidc;

/// <summary>Redirects the browser to the identity provider. Reached by a link, because forms may only target this host (form-action).</summary>
internal sealed class StartModel(OidcSignIn signIn, IAccessModelSource models) : OidcPage
{
    public async Task<IActionResult> OnGetAsync(string? returnUrl, string? again)
    {
        if (models.Current.SignIn.Oidc is not { } options)
            return Missing;
        if (!SessionCookie.IsKept(HttpContext))
            return Next(SignInRedirect.Path);
        var outcome = await signIn.ChallengeAsync(HttpContext, ReturnUrl.OrHome(returnUrl), again is not null);
        return outcome == OidcOutcome.Done ? new EmptyResult() : Refuse(new OidcResult(outcome), options);
    }
}
