using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Which tokens an actor may know of: its own, those of the accounts that it maintains, or everyone's.</summary>
internal sealed class TokenSight(IUserStore users)
{
    /// <param name="owner">Null: the token has no owner.</param>
    public static bool CanSee(Actor actor, Token token, User? owner) =>
        (actor.MayManage(token) || actor.MayMaintain(owner)) && CallerCeilingRules.CheckRealm(actor, token.Realm) is null;

    /// <summary>The actor's own token needs no lookup.</summary>
    public async ValueTask<bool> CanSeeAsync(Actor actor, Token token, CancellationToken cancellationToken) =>
        CanSee(actor, token, actor.MayManage(token) ? null : await OwnerOfAsync(token, actor.Model!, cancellationToken));

    /// <summary>Null: the token has no owner any more. A later user with the same id is not its owner.</summary>
    public async ValueTask<User?> OwnerOfAsync(Token token, AccessModel model, CancellationToken cancellationToken) =>
        await users.FindAsync(token.Owner, model, cancellationToken) is { } owner && token.IsOwnedBy(owner) ? owner : null;

    /// <summary>The user whose tokens an actor without the right for all may list; null: not allowed.</summary>
    public async ValueTask<User?> ListedAsync(Actor actor, UserId? wanted, CancellationToken cancellationToken)
    {
        if (actor.User is not { } user)
            return null;
        if (wanted is not { } id || id == user.Id)
            return actor.MayManage(user.Id) ? user : null;
        return await users.FindAsync(id, actor.Model!, cancellationToken) is { } account && actor.MayMaintain(account) ? account : null;
    }

    /// <summary>If owners may not list in some realms, a list over all realms excludes these.</summary>
    public static LifecycleError? RefuseList(Actor actor, ref TokenFilter filter)
    {
        if (actor.Model is not { } model || actor.IsAdministrator)
            return null;
        if (filter.Realm is { } realm)
            return CreatorRules.MayOwner(actor, TokenOwnerRights.List, realm);
        if (CreatorRules.MayOwner(actor, TokenOwnerRights.List, model.Tokens) is not { } elsewhere)
        {
            filter = filter with { NotRealms = [.. model.OwnRealms.Where(own => CreatorRules.MayOwner(actor, TokenOwnerRights.List, own) is not null)] };
            return null;
        }

        filter = filter with { InRealms = [.. model.OwnRealms.Where(own => CreatorRules.MayOwner(actor, TokenOwnerRights.List, own) is null)] };
        return filter.InRealms.IsEmpty ? elsewhere : null;
    }
}
