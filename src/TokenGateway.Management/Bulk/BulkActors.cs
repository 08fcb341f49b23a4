using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Bulk;

/// <summary>The actor of long-running work, with current rights.</summary>
/// <remarks>Throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BulkActors(ITokenStore tokens, IUserStore users, IAccessModelSource models, TimeProvider time)
{
    /// <summary>Null: the user was deleted or disabled, or the token can no longer make the call.</summary>
    public async ValueTask<Actor?> AgainAsync(Actor actor)
    {
        var model = models.Current;
        if (actor.User is not { } before || await users.FindAsync(before.Id, model, CancellationToken.None) is not { IsDisabled: false } user || user.Number != before.Number)
            return null;
        return actor.Credential is { } credential
            ? await HoldsAsync(actor, credential, user) ? actor : null
            : Actor.SignedIn(user, model, actor.Audit.Address, actor.Session, actor.SignedInAt) with { Reason = actor.Reason };
    }

    // A token's rights are compiled from it and its owner: if either changed, the caller has to start again.
    private async ValueTask<bool> HoldsAsync(Actor actor, TokenSnapshot credential, User user)
    {
        if (!WriteBasis.Holds(actor.User!, user))
            return false;
        if (credential.Token.Id.IsDeclared)
            return true;
        var basis = new WriteBasis { Credential = credential.Token, IsByRetiredSecret = credential.IsRetired };
        return basis.Holds(await tokens.GetAsync(credential.Token.Id, CancellationToken.None), time.GetUtcNow());
    }
}
