using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication.Bearer;

/// <summary>
/// Why a token does not authenticate. Deactivated and expired are reported only because the digest matched; unknown,
/// deleted and all others are indistinguishable.
/// </summary>
internal static class BearerRefusals
{
    public static RefusalCode Of(VerificationOutcome outcome) => outcome switch
    {
        VerificationOutcome.Inactive or VerificationOutcome.NotYetValid => RefusalCode.TokenInactive,
        VerificationOutcome.Expired => RefusalCode.TokenExpired,
        VerificationOutcome.RealmNotHeld => RefusalCode.RealmLost,
        VerificationOutcome.StoreUnavailable => RefusalCode.StoreUnavailable,
        _ => RefusalCode.InvalidToken,
    };
}
