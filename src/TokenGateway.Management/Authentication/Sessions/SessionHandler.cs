using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>
/// Authenticates by session cookie, opens a session on <c>SignInAsync</c> and ends it on the server on <c>SignOutAsync</c>.
/// A request with an <c>Authorization</c> header never authenticates by session, and opens none.
/// </summary>
/// <remarks>Without the base class's log lines: it writes one for every page without a session.</remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SessionHandler(
    IOptionsMonitor<SessionHandlerOptions> options, UrlEncoder encoder, UserSessions sessions, SignInUsers users, IAccessModelSource models)
    : SignInAuthenticationHandler<SessionHandlerOptions>(options, NullLoggerFactory.Instance, encoder)
{
    /// <summary>The sign-in parameter with the authenticated user (<see cref="AuthenticatedUser"/>).</summary>
    public const string UserParameter = nameof(AuthenticatedUser);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (HasAuthorization || await sessions.FindAsync(Context) is not { } caller)
            return AuthenticateResult.NoResult();
        Context.Features.Set(caller);
        return AuthenticateResult.Success(new AuthenticationTicket(CallerPrincipal.Of(caller.Actor, Scheme.Name), Scheme.Name));
    }

    /// <summary>Opens a session for the user of the principal. Ends the session of a presented cookie, which the new one replaces.</summary>
    /// <exception cref="SignInRefusedException">There is no such user, or it changed meanwhile.</exception>
    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        if (HasAuthorization)
            throw new SignInRefusedException("A request with a token opens no session.");
        var owner = properties?.GetParameter<AuthenticatedUser?>(UserParameter) ?? await FindAsync(user);
        var (id, caller) = await sessions.OpenAsync(owner, Context.RequestAborted) ?? throw new SignInRefusedException("The user changed meanwhile.");
        if (await sessions.FindAsync(Context) is { } before)
            await sessions.EndAsync(before, Context.RequestAborted);

        // The rest of the request belongs to the new session, including antiforgery tokens.
        Context.Features.Set(caller);
        Context.User = CallerPrincipal.Of(caller.Actor, Scheme.Name);
        SessionCookie.Set(Context, id);
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        if ((await HandleAuthenticateOnceAsync()).Succeeded)
            await sessions.EndAsync(CallerFeature.Required(Context), Context.RequestAborted);
        SessionCookie.Clear(Context);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        IsPage ? Options.SendToSignIn!(Context, properties) : Problem.Of(RefusalCode.MissingToken).ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (!IsPage)
            return RefusedCall.WriteAsync(Context);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool HasAuthorization => Request.Headers.Authorization.Count > 0;

    private bool IsPage => Options.SendToSignIn is not null && !Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    // The external authentication (OpenID Connect) has already mapped the user to one of ours.
    private async ValueTask<AuthenticatedUser> FindAsync(ClaimsPrincipal principal)
    {
        var model = models.Current;
        return CallerPrincipal.UserOf(principal) is { } id && await users.FindAsync(id, model, Context.RequestAborted) is { IsDisabled: false } user
            ? new AuthenticatedUser(user, null, CallerAddress.TextOf(Context), model)
            : throw new SignInRefusedException("There is no such user, or it is disabled.");
    }
}
