
namespace TokenGateway.Management.Api.Tokens;

/// <summary>The usage of a token. Distinguishes never used, 0 requests, and not recorded.</summary>
/// <param name="LastUsedAt">The last accepted request; null: never used, or <paramref name="Days"/> is null.</param>
/// <param name="LastRefusal">The last refused request; null: none since refusals are recorded.</param>
/// <param name="Days">
/// Every day (UTC) since the token's first, ascending, including those with 0 requests; null: not recorded, because the
/// configuration declares the token.
/// </param>
/// <param name="Permissions">Which permissions requests needed; null: nothing is recorded of a token that the configuration declares.</param>
internal sealed record TokenUsageView(DateTimeOffset? LastUsedAt, TokenRefusalView? LastRefusal, IReadOnlyList<UsageDayView>? Days, PrivilegesView? Permissions);
