namespace TokenGateway.Core.Verification;

/// <summary>What verification says of a presented value. One place turns each into an answer.</summary>
public enum VerificationOutcome
{
    Valid,

    /// <summary>Nobody knows the value.</summary>
    Unknown,

    Inactive,

    /// <summary>Its time has not come yet.</summary>
    NotYetValid,

    Expired,

    /// <summary>A rotation retired this secret, and its overlap is over.</summary>
    Retired,

    Deleted,

    /// <summary>The owner is switched off.</summary>
    OwnerDisabled,

    /// <summary>The owner does not exist any more.</summary>
    OwnerMissing,

    /// <summary>The owner does not have the token's realm any more.</summary>
    RealmNotHeld,

    /// <summary>Tokens as a whole are switched off (<c>Tokens:Enabled</c>).</summary>
    TokensDisabled,

    /// <summary>The store must be asked and does not answer: neither yes nor no.</summary>
    StoreUnavailable,
}
