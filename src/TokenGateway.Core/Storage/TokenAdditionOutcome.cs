namespace TokenGateway.Core.Storage;

public enum TokenAdditionOutcome
{
    Added,
    OwnerQuotaReached,
    RealmQuotaReached,

    /// <summary>The same value is known already.</summary>
    DuplicateValue,
}
