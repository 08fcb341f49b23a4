using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Refusals;

namespace TokenGateway.Edge.Tests.Refusals;

public sealed class VerificationRefusalsTests
{
    public static TheoryData<VerificationOutcome> Failures => [.. Enum.GetValues<VerificationOutcome>().Where(outcome => outcome != VerificationOutcome.Valid)];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_outcome_but_the_valid_one_has_a_refusal(VerificationOutcome outcome) =>
        RefusalCodes.StatusOf(VerificationRefusals.For(outcome)).ShouldBeOneOf(401, 403, 503);

    [Fact]
    public void Who_is_valid_is_not_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => VerificationRefusals.For(VerificationOutcome.Valid));

    [Theory]
    [InlineData(VerificationOutcome.Deleted)]
    [InlineData(VerificationOutcome.Retired)]
    [InlineData(VerificationOutcome.OwnerMissing)]
    [InlineData(VerificationOutcome.OwnerDisabled)]
    [InlineData(VerificationOutcome.TokensDisabled)]
    public void What_was_a_token_once_looks_like_one_that_never_was(VerificationOutcome outcome) =>
        VerificationRefusals.For(outcome).ShouldBe(VerificationRefusals.For(VerificationOutcome.Unknown));

    [Fact]
    public void A_store_that_does_not_answer_is_neither_yes_nor_no() =>
        VerificationRefusals.For(VerificationOutcome.StoreUnavailable).ShouldBe(RefusalCode.CannotVerify);
}
