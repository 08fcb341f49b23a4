using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>What an answer says: the outcome, and with which rights.</summary>
internal readonly record struct Verdict(VerificationOutcome Outcome, string Rights)
{
    public override string ToString() => $"{Outcome} {Rights}".TrimEnd();

    public static Verdict Of(in VerificationResult result) =>
        new(result.Outcome, result is { IsValid: true, Snapshot: { } snapshot } ? $"{snapshot.Token.Id} {string.Join(' ', snapshot.Owner!.Roles)}" : "");

    public static Verdict Of(TokenFacts? facts, DateTimeOffset now)
    {
        if (facts is null)
            return Of(VerificationResult.Unknown);
        var snapshot = TokenSnapshot.Compile(facts, The.Model);
        return Of(new VerificationResult(snapshot.StandingAt(now), snapshot));
    }
}
