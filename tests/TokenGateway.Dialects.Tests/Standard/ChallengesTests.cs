using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Standard;

namespace TokenGateway.Dialects.Tests.Standard;

public sealed class ChallengesTests
{
    [Fact]
    public void Without_a_token_the_challenge_is_bare() =>
        Of(RefusalCode.MissingToken, "Authorization: Bearer").ShouldBe(["Bearer realm=\"tokengateway\""]);

    [Theory]
    [InlineData(RefusalCode.InvalidToken, "invalid_token")]
    [InlineData(RefusalCode.TokenInactive, "invalid_token")]
    [InlineData(RefusalCode.TokenExpired, "invalid_token")]
    [InlineData(RefusalCode.AmbiguousCredentials, "invalid_request")]
    [InlineData(RefusalCode.InsufficientRole, "insufficient_scope")]
    [InlineData(RefusalCode.InsufficientPermission, "insufficient_scope")]
    [InlineData(RefusalCode.WrongRealm, "insufficient_scope")]
    public void With_one_it_says_what_was_wrong_with_it(RefusalCode code, string error) =>
        Of(code, "Authorization: Bearer").ShouldBe([$"Bearer realm=\"tokengateway\", error=\"{error}\""]);

    [Fact]
    public void Every_scheme_of_the_route_has_a_challenge_of_its_own_in_order() =>
        Of(RefusalCode.InvalidToken, "Authorization: Bearer", "X-API-Key", "Authorization: apiToken", "?api_token").ShouldBe(
        [
            "Bearer realm=\"tokengateway\", error=\"invalid_token\"",
            "apiToken realm=\"tokengateway\", error=\"invalid_token\"",
        ]);

    [Theory]
    [InlineData("X-API-Key")]
    [InlineData("?api_token")]
    public void A_route_that_takes_no_scheme_challenges_all_the_same(string place)
    {
        Of(RefusalCode.MissingToken, place).ShouldBe(["ApiKey realm=\"tokengateway\""]);
        Of(RefusalCode.InvalidToken, place).ShouldBe(["ApiKey realm=\"tokengateway\", error=\"invalid_token\""]);
    }

    [Theory]
    [InlineData(RefusalCode.BadTarget)]
    [InlineData(RefusalCode.NotFound)]
    [InlineData(RefusalCode.MethodNotAllowed)]
    [InlineData(RefusalCode.RateLimited)]
    [InlineData(RefusalCode.CannotVerify)]
    [InlineData(RefusalCode.UpstreamUnreachable)]
    [InlineData(RefusalCode.UpstreamTimeout)]
    [InlineData(RefusalCode.PreflightRefused)]
    [InlineData(RefusalCode.CannotForward)]
    [InlineData(RefusalCode.BadRequest)]
    public void What_another_token_would_not_mend_has_none(RefusalCode code) =>
        Of(code, "Authorization: Bearer").ShouldBeEmpty();

    private static string?[] Of(RefusalCode code, params string[] places) =>
        Challenges.For(new Refusal { Code = code, Places = [.. places], TraceId = "t", RequestId = "r" }).ToArray();
}
