using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class TokenSnapshotTests
{
    private static readonly TokenOptions Disabled = new() { Enabled = false };

    /// <summary>These need no snapshot: the value or the store is missing.</summary>
    private static readonly VerificationOutcome[] WithoutSnapshot = [VerificationOutcome.Unknown, VerificationOutcome.StoreUnavailable];

    [Fact]
    public void Every_outcome_that_a_snapshot_can_give_is_given()
    {
        foreach (var outcome in Enum.GetValues<VerificationOutcome>().Except(WithoutSnapshot))
            SnapshotThatIs(outcome).StandingAt(The.Start).ShouldBe(outcome);
    }

    [Fact]
    public void Token_is_refused_from_its_end_on()
    {
        var snapshot = Snapshot(Some.Token() with { ExpiresAt = The.Start });
        snapshot.StandingAt(The.Start.AddTicks(-1)).ShouldBe(VerificationOutcome.Valid);
        snapshot.StandingAt(The.Start).ShouldBe(VerificationOutcome.Expired);
        snapshot.StandingAt(The.Start.AddYears(100)).ShouldBe(VerificationOutcome.Expired);
    }

    [Fact]
    public void End_is_a_moment_whatever_its_offset()
    {
        var snapshot = Snapshot(Some.Token() with { ExpiresAt = The.Start.ToOffset(TimeSpan.FromHours(9)) });
        snapshot.StandingAt(The.Start.AddTicks(-1)).ShouldBe(VerificationOutcome.Valid);
        snapshot.StandingAt(The.Start.ToOffset(TimeSpan.FromHours(-5))).ShouldBe(VerificationOutcome.Expired);
    }

    [Fact]
    public void Token_without_an_end_never_expires() =>
        Snapshot(Some.Token()).StandingAt(DateTimeOffset.MaxValue).ShouldBe(VerificationOutcome.Valid);

    [Fact]
    public void Most_lasting_reason_is_told()
    {
        var token = Some.Token() with { IsActive = false, ExpiresAt = The.Start };
        var disabled = Some.User() with { IsDisabled = true };
        Snapshot(token).StandingAt(The.Start).ShouldBe(VerificationOutcome.Expired);
        Snapshot(token).StandingAt(The.Start.AddTicks(-1)).ShouldBe(VerificationOutcome.Inactive);
        Some.Snapshot(token with { DeletedAt = The.Start }, disabled).StandingAt(The.Start).ShouldBe(VerificationOutcome.Deleted);
        Some.Snapshot(token with { DeletedAt = The.Start }, null).StandingAt(The.Start).ShouldBe(VerificationOutcome.Deleted);
        Some.Snapshot(token with { ExpiresAt = null }, disabled).StandingAt(The.Start).ShouldBe(VerificationOutcome.OwnerDisabled);
        Some.Snapshot(token, null, Some.Model(Disabled)).StandingAt(The.Start).ShouldBe(VerificationOutcome.TokensDisabled);
    }

    private static TokenSnapshot SnapshotThatIs(VerificationOutcome outcome)
    {
        var token = Some.Token();
        return outcome switch
        {
            VerificationOutcome.Valid => Snapshot(token),
            VerificationOutcome.Inactive => Snapshot(token with { IsActive = false }),
            VerificationOutcome.Expired => Snapshot(token with { ExpiresAt = The.Start }),
            VerificationOutcome.Deleted => Snapshot(token with { DeletedAt = The.Start }),
            VerificationOutcome.OwnerDisabled => Some.Snapshot(token, Some.User() with { IsDisabled = true }),
            VerificationOutcome.OwnerMissing => Some.Snapshot(token, owner: null),
            VerificationOutcome.TokensDisabled => Some.Snapshot(token, Some.User(), Some.Model(Disabled)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No snapshot for this outcome: add one."),
        };
    }

    private static TokenSnapshot Snapshot(Token token) => Some.Snapshot(token, Some.User());
}
