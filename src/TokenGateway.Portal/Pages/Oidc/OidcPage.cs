using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages.Oidc;

/// <summary>A step of signing in at the identity provider: it sends the browser on, or says why not.</summary>
internal abstract class OidcPage : PortalPage
{
    /// <summary>Most of them that a page shows.</summary>
    private const int ShownValues = 50;

    public string Problem { get; private set; } = "";

    /// <summary>The person's own claim values that gave no role.</summary>
    public IReadOnlyList<string> Values { get; private set; } = [];

    protected IActionResult Refuse(OidcResult result, OidcOptions options)
    {
        (Problem, var status) = result.Outcome switch
        {
            OidcOutcome.Unreachable => (Text.Oidc_Unreachable.With(options.DisplayName), StatusCodes.Status503ServiceUnavailable),
            OidcOutcome.Denied => (Text.Oidc_Denied.With(options.DisplayName), StatusCodes.Status403Forbidden),
            OidcOutcome.Refused => (TextOf(result.Refusal!, options, result.RoleValues is { Count: > 0 }), StatusCodes.Status403Forbidden),
            _ => (Text.Oidc_Invalid.With(options.DisplayName), StatusCodes.Status400BadRequest),
        };
        Values = [.. (result.RoleValues ?? []).Take(ShownValues)];
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    private static string TextOf(ExternalSignIn refusal, OidcOptions options, bool hasValues) => refusal.Outcome switch
    {
        ExternalSignInOutcome.NoRole => (hasValues ? Text.Oidc_NoRole : Text.Oidc_NoValue).With(options.DisplayName, options.RoleClaim),
        ExternalSignInOutcome.NoId => Text.Oidc_NoId.With(options.DisplayName),
        ExternalSignInOutcome.IdTaken => Text.Oidc_IdTaken.With(refusal.Claim!),
        ExternalSignInOutcome.EmailTaken => Text.Oidc_EmailTaken.With(refusal.Claim!),
        ExternalSignInOutcome.Disabled => Text.Oidc_Disabled.With(refusal.Claim!),
        _ => Text.Oidc_Changed,
    };
}
