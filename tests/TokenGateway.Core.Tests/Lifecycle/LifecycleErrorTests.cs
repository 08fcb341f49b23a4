using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Core.Tests.Lifecycle;

public sealed class LifecycleErrorTests
{
    /// <summary>Clients compare these names: a renamed member of the enum must not change one.</summary>
    [Fact]
    public void Codes_have_the_names_that_clients_know() =>
        Enum.GetValues<LifecycleErrorCode>().Select(code => new LifecycleError(code, "").Name).ShouldBe(
        [
            "not_found", "forbidden", "invalid_value", "tokens_disabled", "user_not_found", "user_exists", "user_disabled",
            "role_unknown", "role_not_held", "permission_not_held", "management_right_not_held", "realm_not_held", "lifetime_too_long",
            "end_required", "end_in_the_past", "outlives_creator", "address_not_held", "limit_reached", "declared_in_file", "token_expired",
            "creators_only", "owners_may_not", "not_for_others", "external_id_taken", "value_known", "value_too_weak",
            "overlap_too_long", "session_required", "sign_in_again", "not_recoverable", "kept_under_another_key",
            "changed_meanwhile", "set_in_file",
        ]);
}
