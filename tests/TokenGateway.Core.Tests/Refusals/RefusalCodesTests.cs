using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Core.Tests.Refusals;

public sealed class RefusalCodesTests
{
    /// <summary>Clients compare these: a renamed member of the enum must not change one, and a new one gets its line here.</summary>
    private const string Known = """
        400 bad_target ambiguous_credentials bad_request- invalid_request invalid_value https_required
        401 missing_token invalid_token token_inactive token_expired invalid_credentials not_signed_in
        403 address_not_allowed antiforgery_failed insufficient_role insufficient_permission wrong_realm preflight_refused- forbidden
        403 role_not_held permission_not_held management_right_not_held realm_not_held outlives_creator address_not_held creators_only
        403 owners_may_not not_for_others session_required sign_in_again
        404 not_found user_not_found
        405 method_not_allowed
        408 request_timeout
        409 tokens_disabled user_exists user_disabled limit_reached declared_in_file token_expired external_id_taken value_known
        409 not_recoverable kept_under_another_key changed_meanwhile set_in_file signs_in_at_provider service_account
        413 body_too_large
        415 unsupported_media_type
        421 misdirected_request
        422 role_unknown lifetime_too_long end_required end_in_the_past value_too_weak overlap_too_long
        429 rate_limited
        500 internal_error internal_error-
        502 upstream_unreachable
        503 store_unavailable overloaded-
        504 upstream_timeout
        """;

    public static TheoryData<RefusalCode> All => [.. Enum.GetValues<RefusalCode>()];

    [Fact]
    public void Names_and_statuses_are_what_clients_rely_on() =>
        Enum.GetValues<RefusalCode>().Select(TextOf).Distinct().Order(StringComparer.Ordinal).ShouldBe(
            Known.Split('\n').SelectMany(line => line.Trim().Split(' ')[1..].Select(name => $"{line.Trim()[..3]} {name}")).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_code_has_a_status_a_title_and_a_name(RefusalCode code)
    {
        RefusalCodes.StatusOf(code).ShouldBeInRange(400, 599);
        RefusalCodes.TitleOf(code).ShouldNotBeNullOrWhiteSpace();
        RefusalCodes.LogNameOf(code).ShouldMatch("^[a-z]+(_[a-z]+)*$");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_refusal_of_the_lifecycle_has_the_name_of_its_code(RefusalCode code) =>
        new LifecycleError(code, "why").Name.ShouldBe(RefusalCodes.LogNameOf(code));

    [Theory]
    [InlineData(RefusalCode.BadRequest)]
    [InlineData(RefusalCode.PreflightRefused)]
    [InlineData(RefusalCode.Overloaded)]
    [InlineData(RefusalCode.CannotForward)]
    public void What_is_told_without_a_code_has_a_name_for_logs_alone(RefusalCode code)
    {
        RefusalCodes.NameOf(code).ShouldBeNull();
        RefusalCodes.LogNameOf(code).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(nameof(RefusalAudience.Traffic))]
    [InlineData(nameof(RefusalAudience.Management))]
    public void Nobody_is_told_one_name_at_one_status_for_two_things(string audience) =>
        Enum.GetValues<RefusalCode>().Select(RefusalCodes.Of).Where(entry => entry.Audience.HasFlag(Enum.Parse<RefusalAudience>(audience)))
            .Select(entry => (entry.Name, entry.Status)).ShouldBeUnique();

    [Fact]
    public void What_is_no_member_has_no_status_and_no_title()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RefusalCodes.StatusOf((RefusalCode)999));
        Should.Throw<ArgumentOutOfRangeException>(() => RefusalCodes.TitleOf((RefusalCode)(-1)));
    }

    private static string TextOf(RefusalCode code) => $"{RefusalCodes.StatusOf(code)} {RefusalCodes.LogNameOf(code)}{(RefusalCodes.NameOf(code) is null ? "-" : "")}";
}
