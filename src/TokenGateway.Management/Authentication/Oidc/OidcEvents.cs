using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Handles the events of ASP.NET's OpenID Connect handler. Stores the outcome in the request's <see cref="OidcResult"/>.</summary>
internal sealed class OidcEvents(OidcOptions options, ILogger logger, ExternalUsers users, IAccessModelSource models, TimeProvider time)
{
    /// <summary>The item in the authentication properties for a sign-in that requires the user to authenticate again.</summary>
    public const string AgainItem = "again";

    private const string IdToken = "id_token";

    /// <summary>Requests an authentication no older than a session may be, and thereby its time (OpenID Connect Core 1.0, 3.1.2.1).</summary>
    public Task AskAsync(RedirectContext context)
    {
        context.ProtocolMessage.MaxAge ??= ((long)models.Current.SignIn.MaxLifetime.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    /// <summary>Rejects a code of another issuer, which must not be sent to this one's token endpoint (RFC 9207, 2.4).</summary>
    public async Task CheckIssuerAsync(AuthorizationCodeReceivedContext context)
    {
        var provider = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        var issuer = context.ProtocolMessage.Iss;
        if (issuer is null ? provider.AuthorizationResponseIssParameterSupported : issuer != provider.Issuer)
            context.Fail("The answer is of another issuer, or does not name its issuer.");
    }

    public Task KeepTokenAsync(TokenValidatedContext context)
    {
        var token = context.TokenEndpointResponse!.IdToken;
        context.Properties!.SetParameter(IdToken, token);
        return KeepAsync(context, () => context.HttpContext.Features.Set(OidcAnswer.Of(token)));
    }

    public Task KeepUserInfoAsync(UserInformationReceivedContext context) =>
        KeepAsync(context, () => AnswerOf(context.HttpContext).Add(context.User.RootElement.GetRawText()));

    /// <summary>Finds or creates the user. The handler then opens the session, unless this has set a refusal.</summary>
    public async Task AdmitAsync(TicketReceivedContext context)
    {
        var (principal, address, model) = (context.Principal!, CallerAddress.TextOf(context.HttpContext), models.Current);
        var answer = AnswerOf(context.HttpContext);
        if (OidcClaims.ProfileOf(principal, answer, options, out var fault) is not { } profile)
        {
            logger.AnswerRefused(address ?? "-", "The ID token names no issuer and subject.");
            await EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(OidcOutcome.Invalid));
            return;
        }

        if (TimeOf(principal, profile, context.Properties!.Items.ContainsKey(AgainItem), out var shownAt) is { } outcome)
        {
            await EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(outcome));
            return;
        }

        var result = await users.SignInAsync(profile, address, model, context.HttpContext.RequestAborted);
        if (result.User is not { } user)
        {
            await EndAsync(context.HttpContext, context.HandleResponse, RefusalOf(result, profile, fault, answer, address));
            return;
        }

        var who = new AuthenticatedUser(user, null, address, model)
        {
            IdToken = context.Properties.GetParameter<string>(IdToken),
            ShownAt = shownAt,
        };
        context.Principal = CallerPrincipal.Of(user, ManagementAuthenticationDefaults.SessionScheme);
        context.Properties.SetParameter<AuthenticatedUser?>(SessionHandler.UserParameter, who);
    }

    public Task NoteDenialAsync(AccessDeniedContext context) => EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(OidcOutcome.Denied));

    public Task NoteFailureAsync(RemoteFailureContext context)
    {
        var failure = context.Failure!;
        if (OidcFailures.IsOutage(failure))
        {
            logger.ProviderUnreachable(options.Authority, OidcFailures.ReasonOf(failure));
            return EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(OidcOutcome.Unreachable));
        }

        if (OidcFailures.IsOfTheClient(failure))
        {
            logger.ClientRefused(options.Authority, OidcFailures.ReasonOf(failure));
            return EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(OidcOutcome.Rejected));
        }

        logger.AnswerRefused(CallerAddress.TextOf(context.HttpContext) ?? "-", OidcFailures.ReasonOf(failure));
        return EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(OidcOutcome.Invalid));
    }

    // If the provider reports no authentication time, the session counts as old as possible: it is sufficient for everything that needs
    // no recent sign-in. If a recent one was required, accepting that would cause a redirect loop.
    private OidcOutcome? TimeOf(ClaimsPrincipal principal, ExternalProfile profile, bool again, out DateTimeOffset? shownAt)
    {
        var (now, said) = (time.GetUtcNow(), OidcClaims.AuthenticatedAt(principal));
        shownAt = said ?? (again && options.AllowsMissingAuthTime ? now : Session.UnknownTime);
        if (!again || now - shownAt <= TokenReveals.Fresh)
            return null;
        if (said is { } authTime)
            logger.SignInNotRecent(profile.Login.Subject, profile.Login.Issuer, authTime);
        else
            logger.SignInTimeUnknown(profile.Login.Subject, profile.Login.Issuer);
        return said is null ? OidcOutcome.UnknownTime : OidcOutcome.NotRecent;
    }

    private OidcResult RefusalOf(ExternalSignIn result, ExternalProfile profile, string? fault, OidcAnswer answer, string? address)
    {
        logger.ExternalSignInRefused(profile.Login.Subject, profile.Login.Issuer, address ?? "-", result.Outcome.ToString());
        if (result.Outcome != ExternalSignInOutcome.NoRole)
            return new OidcResult(OidcOutcome.Refused, result);
        if (fault is not null)
            logger.ClaimUnreadable(profile.Login.Subject, profile.Login.Issuer, PrintableText.Escape(fault));
        return new OidcResult(OidcOutcome.Refused, result, OidcClaims.RoleValuesOf(answer, options), fault);
    }

    private static OidcAnswer AnswerOf(HttpContext context) => context.Features.GetRequiredFeature<OidcAnswer>();

    private static Task KeepAsync(RemoteAuthenticationContext<OpenIdConnectOptions> context, Action keep)
    {
        try
        {
            keep();
        }
        catch (Exception failure) when (failure is JsonException or FormatException)
        {
            context.Fail(failure);
        }

        return Task.CompletedTask;
    }

    private static Task EndAsync(HttpContext context, Action handle, OidcResult result)
    {
        context.Features.Set(result);
        handle();
        return Task.CompletedTask;
    }
}
