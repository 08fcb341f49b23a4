using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>When a token may be reactivated, or get a new secret.</summary>
internal static class RenewalRules
{
    /// <summary>The recipient of a new secret must be allowed to create the token, so the same rules apply.</summary>
    public static LifecycleError? CheckRotation(Actor actor, Token token, User? owner, TimeSpan overlap, AccessModel model, DateTimeOffset now)
    {
        if (overlap < TimeSpan.Zero || overlap > TokenLifecycle.MaxOverlap)
            return new(RefusalCode.OverlapTooLong, $"A replaced secret can remain valid for at most {TokenLifecycle.MaxOverlap.TotalDays:0} days.");
        var options = model.TokensOf(token.Realm);
        if (!options.Enabled)
            return IssueRules.TokensDisabled(token.Realm, model);
        var mayNot = actor.IsOperator ? null : actor.Owns(token) || actor.MayMaintain(owner) ? CreatorRules.MayOwner(actor, TokenOwnerRights.Rotate, token.Realm) : CreatorRules.ForOthers(options);
        return mayNot ?? CheckExpired(token, now) ?? CheckLeaked(actor, token, administratorsMay: false) ?? CallerCeilingRules.Check(actor, token, model);
    }

    /// <summary>
    /// A leaked token could have been created by its holder for this purpose; it grants nothing itself
    /// (<see cref="CallerCeilingRules"/>).
    /// </summary>
    public static LifecycleError? CheckLeaked(Actor actor, Token token, bool administratorsMay) =>
        token.LeakedAt is not { } at || actor.Credential is null || (administratorsMay && actor.IsAdministrator)
            ? null
            : new(RefusalCode.SessionRequired, $"Token {token.Id} was reported as leaked at {at:O}: sign in to {(administratorsMay ? "switch it on again, or ask an administrator" : "rotate it")}.");

    public static LifecycleError? CheckExpired(Token token, DateTimeOffset now) =>
        token.StateAt(now) == TokenState.Expired
            ? new LifecycleError(RefusalCode.SubjectExpired, $"Token {token.Id} expired at {token.ExpiresAt:O}; an expiry cannot be changed. Create a new token.")
            : null;
}
