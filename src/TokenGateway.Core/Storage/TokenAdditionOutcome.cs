namespace TokenGateway.Core.Storage;

public enum TokenAdditionOutcome
{
    Added,
    OwnerQuotaReached,
    RealmQuotaReached,

    /// <summary>The same value is already known, as a token's, a deleted one's or a retired secret.</summary>
    DuplicateValue,

    /// <summary>A live token of the same owner has this external id.</summary>
    DuplicateExternalId,
}
