using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication.Passkeys;

/// <summary>Signs in with a passkey, by the session scheme. A refusal does not give a reason.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PasskeySignIn(PasskeyCeremonies ceremonies, SignInUsers users, RefusedSignIns refused, IAccessModelSource models)
{
    /// <summary>True: the response sets the cookie, and the caller of the request is the signed-in user.</summary>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public async Task<bool> TryAsync(HttpContext context, string answer)
    {
        var (model, address) = (models.Current, CallerAddress.TextOf(context));
        if (!model.SignIn.AllowsPasskeys)
            return false;
        var passkey = await ceremonies.VerifyAsync(context, answer);
        var user = passkey is null ? null : await users.FindAsync(passkey.User, model, context.RequestAborted);
        if (user is { IsDisabled: false, IsDeclared: false } && user.Number == passkey!.UserNumber
            && await OpensAsync(context, new AuthenticatedUser(user, null, address, model) { Passkey = passkey.Id }))
        {
            return true;
        }

        refused.Note(user?.Id, address);
        return false;
    }

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
