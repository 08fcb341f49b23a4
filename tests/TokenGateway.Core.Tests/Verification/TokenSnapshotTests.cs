using System.Net;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
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
        var foreign = token with { Realm = Realm.Parse("prod"), IsActive = true, NotBefore = The.Start };
        Snapshot(foreign with { IsActive = false }).StandingAt(The.Start.AddTicks(-1)).ShouldBe(VerificationOutcome.Inactive);
        Snapshot(foreign).StandingAt(The.Start).ShouldBe(VerificationOutcome.Expired);
        Snapshot(foreign).StandingAt(The.Start.AddTicks(-1)).ShouldBe(VerificationOutcome.RealmNotHeld);
        Some.Snapshot(foreign, disabled).StandingAt(The.Start.AddTicks(-1)).ShouldBe(VerificationOutcome.OwnerDisabled);
    }

    [Theory]
    // The owner's number, the number of the user that the store has under the id (null: none), whether the file declares one.
    [InlineData(5, 5L, false, VerificationOutcome.Valid)]
    [InlineData(5, 6L, false, VerificationOutcome.OwnerMissing)]
    [InlineData(0, 6L, false, VerificationOutcome.OwnerMissing)]
    [InlineData(5, null, false, VerificationOutcome.OwnerMissing)]
    [InlineData(0, null, true, VerificationOutcome.Valid)]
    [InlineData(5, 5L, true, VerificationOutcome.Valid)]
    [InlineData(5, null, true, VerificationOutcome.OwnerMissing)]
    [InlineData(5, 6L, true, VerificationOutcome.OwnerMissing)]
    public void Later_user_of_the_same_id_does_not_own_the_token(long number, long? stored, bool isDeclared, VerificationOutcome expected)
    {
        var declared = Some.User() with { IsDeclared = true };
        var owner = stored is { } known ? Some.User() with { Number = known } : null;
        var snapshot = Some.Snapshot(Some.Token() with { OwnerNumber = number }, owner, Some.Model(users: isDeclared ? [declared] : []));

        snapshot.StandingAt(The.Start).ShouldBe(expected);
    }

    [Fact]
    public void Token_is_refused_before_its_beginning()
    {
        var snapshot = Snapshot(Some.Token() with { NotBefore = The.Start });
        snapshot.StandingAt(The.Start.AddTicks(-1)).ShouldBe(VerificationOutcome.NotYetValid);
        snapshot.StandingAt(The.Start).ShouldBe(VerificationOutcome.Valid);
    }

    [Fact]
    public void Retired_secret_goes_on_until_its_overlap_ends_but_not_past_the_token()
    {
        Retired(The.Start).StandingAt(The.Start.AddTicks(-1)).ShouldBe(VerificationOutcome.Valid);
        Retired(The.Start).StandingAt(The.Start).ShouldBe(VerificationOutcome.Retired);
        var facts = new TokenFacts(Some.Token() with { ExpiresAt = The.Start }, Some.User()) { RetiredUntil = The.Start.AddDays(1) };
        TokenSnapshot.Compile(facts, The.Model).StandingAt(The.Start).ShouldBe(VerificationOutcome.Expired);
    }

    [Theory]
    [InlineData("", "192.0.2.1", true)]
    [InlineData("10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8 2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("10.0.0.0/8", "2001:db8::1", false)]
    [InlineData("10.0.0.0/8", null, false)]
    [InlineData("", null, true)]
    public void Addresses_are_a_list_of_who_may_come(string ranges, string? address, bool expected) =>
        Snapshot(Some.Token() with { Addresses = [.. ranges.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(AddressRange.Parse)] })
            .Allows(address is null ? null : IPAddress.Parse(address)).ShouldBe(expected);

    private static TokenSnapshot Retired(DateTimeOffset until) =>
        TokenSnapshot.Compile(new TokenFacts(Some.Token(), Some.User()) { RetiredUntil = until }, The.Model);

    private static TokenSnapshot SnapshotThatIs(VerificationOutcome outcome)
    {
        var token = Some.Token();
        return outcome switch
        {
            VerificationOutcome.Valid => Snapshot(token),
            VerificationOutcome.Inactive => Snapshot(token with { IsActive = false }),
            VerificationOutcome.NotYetValid => Snapshot(token with { NotBefore = The.Start.AddTicks(1) }),
            VerificationOutcome.Retired => Retired(The.Start),
            VerificationOutcome.Expired => Snapshot(token with { ExpiresAt = The.Start }),
            VerificationOutcome.Deleted => Snapshot(token with { DeletedAt = The.Start }),
            VerificationOutcome.OwnerDisabled => Some.Snapshot(token, Some.User() with { IsDisabled = true }),
            VerificationOutcome.OwnerMissing => Some.Snapshot(token, owner: null),
            VerificationOutcome.RealmNotHeld => Snapshot(token with { Realm = Realm.Parse("prod") }),
            VerificationOutcome.TokensDisabled => Some.Snapshot(token, Some.User(), Some.Model(Disabled)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No snapshot for this outcome: add one."),
        };
    }

    private static TokenSnapshot Snapshot(Token token) => Some.Snapshot(token, Some.User());
}
