using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Oidc;

namespace TokenGateway.Portal.Pages.Oidc;

/// <summary>The page that the identity provider redirects the browser back to, with the response in the query.</summary>
internal sealed class CallbackModel(OidcSignIn signIn, IAccessModelSource models) : OidcPage
{
    public async Task<IActionResult> OnGetAsync()
    {
        if (models.Current.SignIn.Oidc is not { } options)
            return Missing;
        var result = await signIn.CompleteAsync(HttpContext);
        return result.Outcome == OidcOutcome.Done ? new EmptyResult() : Refuse(result, options);
    }
}
