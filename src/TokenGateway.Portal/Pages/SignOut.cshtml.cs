using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Pages;

/// <summary>Ends the session on the server, then redirects to the identity provider that opened it, to sign out there too.</summary>
internal sealed class SignOutModel(OidcSignIn signIn, IAccessModelSource models) : PortalPage
{
    public string Provider { get; private set; } = "";

    /// <summary>The provider's sign-out URL.</summary>
    public string Continue { get; private set; } = "";

    public IActionResult OnGet() => Next("/");

    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostAsync()
    {
        var idToken = Session.IdToken;
        await HttpContext.SignOutAsync(ManagementAuthenticationDefaults.SessionScheme);
        if (idToken is null || models.Current.SignIn.Oidc is not { } options || await signIn.EndSessionUrlAsync(HttpContext, idToken) is not { } address)
            return Next(SignInRedirect.Path);
        (Provider, Continue) = (options.DisplayName, address);

        // By Refresh header and a link: form-action forbids that a form leads to another host, even by a redirect.
        Response.Headers["Refresh"] = "0; url=" + address;
        return Page();
    }
}
