using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// Maps a verification outcome to a refusal. A response says that a token is deactivated or expired, or that its owner lost the
/// realm, only because the digest matched: the caller presented the right secret. Unknown, deleted, retired and orphaned tokens are
/// indistinguishable to the caller.
/// </summary>
internal static class VerificationRefusals
{
    /// <summary>The detail for a realm that the owner lost.</summary>
    public const string RealmNotHeld = "The token's owner no longer has the token's realm.";

    /// <summary>The detail for a token whose start is in the future.</summary>
    public const string NotValidYet = "The token is not valid yet.";

    public static RefusalCode For(VerificationOutcome outcome) => outcome switch
    {
        VerificationOutcome.Inactive or VerificationOutcome.NotYetValid => RefusalCode.TokenInactive,
        VerificationOutcome.Expired => RefusalCode.TokenExpired,
        VerificationOutcome.Unknown or VerificationOutcome.Deleted or VerificationOutcome.OwnerDisabled
            or VerificationOutcome.OwnerMissing or VerificationOutcome.TokensDisabled or VerificationOutcome.Retired => RefusalCode.InvalidToken,
        VerificationOutcome.RealmNotHeld => RefusalCode.WrongRealm,
        VerificationOutcome.StoreUnavailable => RefusalCode.CannotVerify,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
