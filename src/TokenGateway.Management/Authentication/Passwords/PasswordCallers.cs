using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>Authenticates dialect calls with user and password, with the same checks as sign-in but without a session.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PasswordCallers(PasswordGate gate, SignInUsers users, IAccessModelSource models) : IPasswordCallers
{
    public async ValueTask<PasswordFinding> FindAsync(string user, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        if (!models.Current.SignIn.AllowsPasswords)
            return default;
        Actor? actor = null;

        // Before the throttle, so that an account counts once, whichever of its names is used.
        var id = await users.IdOfAsync(user, models.Current, cancellationToken);
        var passage = await gate.TryAsync(id, password, address, owner =>
        {
            actor = Actor.SignedIn(owner.User, owner.Model, owner.Address);
            return Task.FromResult(true);
        }, cancellationToken);
        return new PasswordFinding(actor, passage.Outcome == SignInOutcome.TooMany ? passage.RetryAfter : null);
    }
}
