
namespace TokenGateway.Management.Api.Tokens;

/// <summary>How a token was used. Three things are told apart: never used, 0 requests, and not recorded.</summary>
/// <param name="LastUsedAt">The last request that it was accepted for; null: it was never used, or <paramref name="Days"/> is null.</param>
/// <param name="LastRefusal">The last request that was refused; null: none since refusals are recorded.</param>
/// <param name="Days">
/// Every day (UTC) from the token's first, ascending, also those with 0 requests; null: nothing is recorded of a token that the configuration declares.
/// </param>
/// <param name="Permissions">Which permissions requests needed; null: nothing is recorded of a token that the configuration declares.</param>
internal sealed record TokenUsageView(DateTimeOffset? LastUsedAt, TokenRefusalView? LastRefusal, IReadOnlyList<UsageDayView>? Days, PrivilegesView? Permissions);
