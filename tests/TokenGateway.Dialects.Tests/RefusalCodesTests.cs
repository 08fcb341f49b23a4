namespace TokenGateway.Dialects.Tests;

public sealed class RefusalCodesTests
{
    public static TheoryData<RefusalCode> All => [.. Enum.GetValues<RefusalCode>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_code_has_a_status_a_title_and_a_name(RefusalCode code)
    {
        RefusalCodes.StatusOf(code).ShouldBeInRange(400, 599);
        RefusalCodes.TitleOf(code).ShouldEndWith(".");
        RefusalCodes.LogNameOf(code).ShouldMatch("^[a-z]+(_[a-z]+)*$");
    }

    [Theory]
    [InlineData(RefusalCode.BadTarget, 400, "bad_target")]
    [InlineData(RefusalCode.AmbiguousCredentials, 400, "ambiguous_credentials")]
    [InlineData(RefusalCode.NotFound, 404, "not_found")]
    [InlineData(RefusalCode.MissingToken, 401, "missing_token")]
    [InlineData(RefusalCode.InvalidToken, 401, "invalid_token")]
    [InlineData(RefusalCode.TokenInactive, 401, "token_inactive")]
    [InlineData(RefusalCode.TokenExpired, 401, "token_expired")]
    [InlineData(RefusalCode.MethodNotAllowed, 405, "method_not_allowed")]
    [InlineData(RefusalCode.InsufficientRole, 403, "insufficient_role")]
    [InlineData(RefusalCode.InsufficientPermission, 403, "insufficient_permission")]
    [InlineData(RefusalCode.WrongRealm, 403, "wrong_realm")]
    [InlineData(RefusalCode.RateLimited, 429, "rate_limited")]
    [InlineData(RefusalCode.StoreUnavailable, 503, "store_unavailable")]
    [InlineData(RefusalCode.UpstreamUnreachable, 502, "upstream_unreachable")]
    [InlineData(RefusalCode.UpstreamTimeout, 504, "upstream_timeout")]
    [InlineData(RefusalCode.PreflightRefused, 403, null)]
    [InlineData(RefusalCode.Overloaded, 503, null)]
    [InlineData(RefusalCode.InternalError, 500, null)]
    [InlineData(RefusalCode.BadRequest, 400, null)]
    public void Status_and_name_are_what_clients_rely_on(RefusalCode code, int status, string? name)
    {
        RefusalCodes.StatusOf(code).ShouldBe(status);
        RefusalCodes.NameOf(code).ShouldBe(name);
    }

    [Fact]
    public void Names_are_unique() =>
        Enum.GetValues<RefusalCode>().Select(RefusalCodes.LogNameOf).ShouldBeUnique();

    [Fact]
    public void What_is_no_member_has_no_status_and_no_title()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RefusalCodes.StatusOf((RefusalCode)99));
        Should.Throw<ArgumentOutOfRangeException>(() => RefusalCodes.TitleOf((RefusalCode)99));
    }
}
