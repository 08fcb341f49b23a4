namespace TokenGateway.Core.Storage;

public enum TokenAdditionOutcome
{
    Added,
    OwnerQuotaReached,
    RealmQuotaReached,

    /// <summary>The same value is known already, as a token's, a deleted one's or a retired secret.</summary>
    DuplicateValue,

    /// <summary>A live token of the same owner has the external id.</summary>
    DuplicateExternalId,
}
