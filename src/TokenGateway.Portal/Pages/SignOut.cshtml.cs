using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Pages;

/// <summary>Ends the session on the server, and then leads to the identity provider that opened it, to sign out there too.</summary>
internal sealed class SignOutModel(OidcSignIn signIn, IAccessModelSource models) : PortalPage
{
    public string Provider { get; private set; } = "";

    /// <summary>Where one signs out at the provider.</summary>
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

        // By itself, and with a link beside it: a form may not lead to another host (form-action), not by a redirect either.
        Response.Headers["Refresh"] = "0; url=" + address;
        return Page();
    }
}
