namespace TokenGateway.Core.Verification;

/// <summary>The outcome of a verification, with the snapshot if the value is known.</summary>
public readonly record struct VerificationResult(VerificationOutcome Outcome, TokenSnapshot? Snapshot)
{
    public static VerificationResult Unknown { get; } = new(VerificationOutcome.Unknown, null);

    internal static VerificationResult StoreUnavailable { get; } = new(VerificationOutcome.StoreUnavailable, null);

    public bool IsValid => Outcome == VerificationOutcome.Valid;
}
