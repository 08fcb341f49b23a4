using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Who may create and change tokens, independent of the tokens' rights.</summary>
internal static class CreatorRules
{
    /// <summary>Whether the actor may create a token for <paramref name="owner"/>.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="owner">The future owner.</param>
    /// <param name="account">The owner's current record; null: none.</param>
    /// <param name="options">The options of the realm.</param>
    public static LifecycleError? MayCreate(Actor actor, UserId owner, User? account, TokenOptions options)
    {
        var isMaintained = actor.MayMaintain(account);
        if (!actor.MayManage(owner) && !isMaintained)
            return new(RefusalCode.Forbidden, $"{actor.Name} may not create tokens for {owner}.");
        if (actor.IsOperator)
            return null;
        if (!actor.Owns(owner) && !isMaintained)
            return ForOthers(options);
        if (actor.IsAdministrator)
            return null;
        return MayOwner(actor, TokenOwnerRights.Create, options) ?? CheckCreators(actor, options);
    }

    /// <summary>Whether acting for other users is disabled.</summary>
    public static LifecycleError? ForOthers(TokenOptions options) => options.CreateForOthers == CreateForOthers.Nobody
        ? new(RefusalCode.NotForOthers, "Users may only create tokens for themselves (Tokens:CreateForOthers).")
        : null;

    /// <summary>Whether an owner who is not an administrator may do this.</summary>
    public static LifecycleError? MayOwner(Actor actor, TokenOwnerRights right, TokenOptions options) =>
        actor.IsAdministrator || options.OwnersMay.HasFlag(right)
            ? null
            : new(RefusalCode.OwnersMayNot, $"Owners may not {right.ToString().ToLowerInvariant()} their own tokens (Tokens:OwnersMay). Ask an administrator.");

    /// <summary>The same for a token of a realm; the operator, who has no generation, may.</summary>
    public static LifecycleError? MayOwner(Actor actor, TokenOwnerRights right, Realm realm) =>
        actor.Model is { } model ? MayOwner(actor, right, model.TokensOf(realm)) : null;

    private static LifecycleError? CheckCreators(Actor actor, TokenOptions options)
    {
        var allowed = options.Creators switch
        {
            TokenCreators.Everyone => true,
            TokenCreators.Selected => actor.User is { CanCreateTokens: true },
            _ => false,
        };
        return allowed ? null : new(RefusalCode.CreatorsOnly, "Only administrators"
            + (options.Creators == TokenCreators.Selected ? " and selected users" : " here") + " may create tokens (Tokens:Creators). Ask an administrator.");
    }
}
