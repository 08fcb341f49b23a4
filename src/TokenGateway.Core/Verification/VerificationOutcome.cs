namespace TokenGateway.Core.Verification;

/// <summary>The outcome of verifying a presented value. A single place maps each to a response.</summary>
public enum VerificationOutcome
{
    Valid,

    /// <summary>The value is unknown.</summary>
    Unknown,

    Inactive,

    /// <summary>The start of its validity is in the future.</summary>
    NotYetValid,

    Expired,

    /// <summary>A rotation retired this secret, and the overlap is over.</summary>
    Retired,

    Deleted,

    /// <summary>The owner is disabled.</summary>
    OwnerDisabled,

    /// <summary>The owner no longer exists.</summary>
    OwnerMissing,

    /// <summary>The owner no longer has the token's realm.</summary>
    RealmNotHeld,

    /// <summary>Tokens are disabled altogether (<c>Tokens:Enabled</c>).</summary>
    TokensDisabled,

    /// <summary>The store is needed but unavailable: the token is neither accepted nor rejected.</summary>
    StoreUnavailable,
}
