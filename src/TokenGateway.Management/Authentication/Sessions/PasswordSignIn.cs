using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Signs in with user and password, for the API and for pages: behind the throttle, with the session scheme.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PasswordSignIn(PasswordGate gate)
{
    /// <summary>On success, the response sets the cookie, and the caller of the request is the signed-in user.</summary>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public Task<PasswordCheckResult> TryAsync(HttpContext context, string user, string password) =>
        gate.TryAsync(user, password, CallerAddress.Of(context), who => OpensAsync(context, who), context.RequestAborted);

    private static async Task<bool> OpensAsync(HttpContext context, AuthenticatedUser who)
    {
        const string scheme = ManagementAuthenticationDefaults.SessionScheme;
        var properties = new AuthenticationProperties();
        properties.SetParameter<AuthenticatedUser?>(SessionHandler.UserParameter, who);
        try
        {
            await context.SignInAsync(scheme, CallerPrincipal.Of(who.User, scheme), properties);
            return true;
        }
        catch (SignInRefusedException)
        {
            return false;
        }
    }
}
