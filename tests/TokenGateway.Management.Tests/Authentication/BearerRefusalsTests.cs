using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Bearer;

namespace TokenGateway.Management.Tests.Authentication;

public sealed class BearerRefusalsTests
{
    [Theory]
    [InlineData(VerificationOutcome.Unknown)]
    [InlineData(VerificationOutcome.Deleted)]
    [InlineData(VerificationOutcome.Retired)]
    [InlineData(VerificationOutcome.OwnerDisabled)]
    [InlineData(VerificationOutcome.OwnerMissing)]
    [InlineData(VerificationOutcome.TokensDisabled)]
    public void Tokens_that_are_over_cannot_be_told_from_unknown_ones(VerificationOutcome outcome) =>
        BearerRefusals.Of(outcome).ShouldBe(RefusalCode.InvalidToken);
}
