using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Api;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Tests.Answers;

public sealed class ApiErrorsTests
{
    public static TheoryData<string> Members => [.. Enum.GetNames<ApiErrorCode>()];

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_code_has_a_name_a_status_and_a_title(string name)
    {
        var code = Enum.Parse<ApiErrorCode>(name);
        ApiErrors.NameOf(code).ShouldMatch("^[a-z]+(_[a-z]+)*$");
        ApiErrors.StatusOf(code).ShouldBeInRange(400, 503);
        ApiErrors.TitleOf(code).ShouldEndWith(".");
    }

    // 401: the token of the call has expired; 409: the one that the call is about.
    private const string OfEither = nameof(ApiErrorCode.TokenExpired);

    [Fact]
    public void A_code_that_the_lifecycle_has_too_means_the_same_there()
    {
        foreach (var shared in Enum.GetNames<LifecycleErrorCode>().Intersect(Enum.GetNames<ApiErrorCode>()).Where(name => name != OfEither))
            LifecycleStatuses.Of(Enum.Parse<LifecycleErrorCode>(shared)).ShouldBe(ApiErrors.StatusOf(Enum.Parse<ApiErrorCode>(shared)), shared);
    }

    [Theory]
    [InlineData(VerificationOutcome.Unknown)]
    [InlineData(VerificationOutcome.Deleted)]
    [InlineData(VerificationOutcome.Retired)]
    [InlineData(VerificationOutcome.OwnerDisabled)]
    [InlineData(VerificationOutcome.OwnerMissing)]
    [InlineData(VerificationOutcome.TokensDisabled)]
    public void Tokens_that_are_over_cannot_be_told_from_unknown_ones(VerificationOutcome outcome) =>
        ApiErrors.OfOutcome(outcome).ShouldBe(ApiErrorCode.InvalidToken);
}
