using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Why the store refused to add a token, with the responsible key.</summary>
internal static class AdditionRefusals
{
    public static LifecycleError For(TokenAdditionOutcome outcome, Token draft, TokenOptions options) => outcome switch
    {
        TokenAdditionOutcome.OwnerQuotaReached => new(RefusalCode.LimitReached,
            $"{draft.Owner} already has {options.MaxPerUser} live tokens, the maximum (Tokens:MaxPerUser). Delete one first.")
        { Limit = options.MaxPerUser },
        TokenAdditionOutcome.RealmQuotaReached => new(RefusalCode.LimitReached,
            $"Realm {draft.Realm} already has {options.MaxTotal} live tokens, the maximum (Tokens:MaxTotal). Delete one first.")
        { Limit = options.MaxTotal },
        TokenAdditionOutcome.DuplicateExternalId => new(RefusalCode.ExternalIdTaken,
            $"{draft.Owner} already has a live token with the id {draft.ExternalId}. Choose another id, or delete that token first."),
        _ => ForeignValues.Known,
    };
}
