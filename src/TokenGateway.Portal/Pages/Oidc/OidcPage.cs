using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages.Oidc;

/// <summary>A step of signing in at the identity provider: redirects the browser, or shows why it does not.</summary>
internal abstract class OidcPage : PortalPage
{
    /// <summary>The maximum number of values on the page.</summary>
    private const int ShownValues = 50;

    /// <summary>The maximum length of a value; longer ones are truncated.</summary>
    private const int ShownLength = 200;

    public string Title { get; private set; } = Text.Oidc_Title;

    public string Problem { get; private set; } = "";

    /// <summary>What an administrator can do about the problem; null if there is nothing to add.</summary>
    public string? Cure { get; private set; }

    /// <summary>The target and text of the page's link.</summary>
    public (string Path, string Text) Back { get; private set; } = ("/sign-in", Text.Oidc_Back);

    /// <summary>The user's own claim values that mapped to no role.</summary>
    public IReadOnlyList<string> Values { get; private set; } = [];

    protected IActionResult Refuse(OidcResult result, OidcOptions options)
    {
        if (result.Outcome == OidcOutcome.NotConfigured)
            return Missing;
        (Problem, var status) = result.Outcome switch
        {
            OidcOutcome.Unreachable => (Text.Oidc_Unreachable.With(options.DisplayName), StatusCodes.Status503ServiceUnavailable),
            OidcOutcome.Rejected => (Text.Oidc_Rejected.With(options.DisplayName), StatusCodes.Status502BadGateway),
            OidcOutcome.Denied => (Text.Oidc_Denied.With(options.DisplayName), StatusCodes.Status403Forbidden),
            OidcOutcome.Refused => (TextOf(result, options), StatusCodes.Status403Forbidden),
            OidcOutcome.UnknownTime => (Text.Oidc_UnknownTime.With(options.DisplayName), StatusCodes.Status403Forbidden),
            OidcOutcome.NotRecent => (Text.Oidc_NotRecent.With(options.DisplayName), StatusCodes.Status403Forbidden),
            _ => (Text.Oidc_Invalid.With(options.DisplayName), StatusCodes.Status400BadRequest),
        };
        if (result.Outcome is OidcOutcome.UnknownTime or OidcOutcome.NotRecent)
            KeepSession(result.Outcome);
        Values = [.. (result.RoleValues ?? []).Take(ShownValues).Select(Shorten)];
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    // A user who was asked to authenticate again remains signed in.
    private void KeepSession(OidcOutcome outcome)
    {
        (Title, Cure) = (Text.Oidc_AgainTitle, outcome == OidcOutcome.UnknownTime ? Text.Oidc_UnknownTimeCure : Text.Oidc_NotRecentCure);
        if (CallerFeature.Of(HttpContext) is not null)
            Back = (ReturnUrl.Home, Text.Oidc_BackToTokens);
    }

    private static string Shorten(string value) => value.Length <= ShownLength ? value : value[..ShownLength] + "…";

    private static string TextOf(OidcResult result, OidcOptions options) => result switch
    {
        { Fault: { } fault } => Text.Oidc_Unreadable.With(options.DisplayName, fault),
        _ => TextOf(result.Refusal!, options, result.RoleValues is { Count: > 0 }),
    };

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
