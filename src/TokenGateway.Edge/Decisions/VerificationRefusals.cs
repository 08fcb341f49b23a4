using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// Which refusal a verification outcome becomes. Deactivated and expired are told only because the digest matched:
/// whoever hears it presented the right secret. So is a realm that the owner lost. Unknown, deleted, retired and orphaned ones cannot be told apart.
/// </summary>
internal static class VerificationRefusals
{
    /// <summary>What is missing is a right of the owner's.</summary>
    public const string RealmNotHeld = "The token's owner no longer has the token's realm.";

    /// <summary>It has not begun.</summary>
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
