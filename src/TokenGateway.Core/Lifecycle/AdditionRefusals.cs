using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Why the store did not add a token, with the key that says so.</summary>
internal static class AdditionRefusals
{
    public static LifecycleError For(TokenAdditionOutcome outcome, Token draft, TokenOptions options) => outcome switch
    {
        TokenAdditionOutcome.OwnerQuotaReached => new(LifecycleErrorCode.LimitReached,
            $"{draft.Owner} has {options.MaxPerUser} live tokens, the most that Tokens:MaxPerUser allows. Delete one first.")
        { Limit = options.MaxPerUser },
        TokenAdditionOutcome.RealmQuotaReached => new(LifecycleErrorCode.LimitReached,
            $"Realm {draft.Realm} has {options.MaxTotal} live tokens, the most that Tokens:MaxTotal allows. Delete one first.")
        { Limit = options.MaxTotal },
        TokenAdditionOutcome.DuplicateExternalId => new(LifecycleErrorCode.ExternalIdTaken,
            $"{draft.Owner} has a live token with the id {draft.ExternalId} already. Choose another, or delete that one first."),
        _ => new(LifecycleErrorCode.ValueKnown, "This value is known already; a deleted token's never comes back."),
    };
}
