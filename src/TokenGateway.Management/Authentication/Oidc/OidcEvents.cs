using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>What happens at the steps of ASP.NET's handler. What became of it is in the request's <see cref="OidcResult"/>.</summary>
internal sealed class OidcEvents(OidcOptions options, ILogger logger, ExternalUsers users, IAccessModelSource models)
{
    private const string IdToken = "id_token";

    /// <summary>Asks for a sign-in that is no older than a session may be, and so for its time (OpenID Connect Core 1.0, 3.1.2.1).</summary>
    public Task AskAsync(RedirectContext context)
    {
        context.ProtocolMessage.MaxAge ??= ((long)models.Current.SignIn.MaxLifetime.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    public Task KeepTokenAsync(TokenValidatedContext context)
    {
        context.Properties!.SetParameter(IdToken, context.TokenEndpointResponse?.IdToken);
        return Task.CompletedTask;
    }

    /// <summary>Finds or makes the user; the handler then opens the session, or this has said why not.</summary>
    public async Task AdmitAsync(TicketReceivedContext context)
    {
        var (principal, address, model) = (context.Principal!, CallerAddress.TextOf(context.HttpContext), models.Current);
        if (OidcClaims.ProfileOf(principal, options) is not { } profile)
        {
            logger.AnswerRefused(address ?? "-", "The ID token names no issuer and subject.");
            await EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(OidcOutcome.Invalid));
            return;
        }

        var result = await users.SignInAsync(profile, address, model, context.HttpContext.RequestAborted);
        if (result.User is not { } user)
        {
            logger.ExternalSignInRefused(profile.Login.Subject, profile.Login.Issuer, address ?? "-", result.Outcome.ToString());
            var values = result.Outcome == ExternalSignInOutcome.NoRole ? OidcClaims.RoleValuesOf(principal, options) : null;
            await EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(OidcOutcome.Refused, result, values));
            return;
        }

        var who = new AuthenticatedUser(user, null, address, model)
        {
            IdToken = context.Properties!.GetParameter<string>(IdToken),
            ShownAt = OidcClaims.AuthenticatedAt(principal),
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

        logger.AnswerRefused(CallerAddress.TextOf(context.HttpContext) ?? "-", OidcFailures.ReasonOf(failure));
        return EndAsync(context.HttpContext, context.HandleResponse, new OidcResult(OidcOutcome.Invalid));
    }

    private static Task EndAsync(HttpContext context, Action handle, OidcResult result)
    {
        context.Features.Set(result);
        handle();
        return Task.CompletedTask;
    }
}
