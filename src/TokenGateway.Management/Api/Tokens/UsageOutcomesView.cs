using TokenGateway.Core.Usage;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>Requests by outcome.</summary>
/// <param name="Allowed">Forwarded, or served by the gateway, with a status of the upstream below 500.</param>
/// <param name="Denied">Refused although the token is valid: 400, 403, 404 or 405.</param>
/// <param name="RateLimited">Over a rate limit: 429.</param>
/// <param name="Unauthorized">The token is expired, deactivated, not valid yet, deleted, or its owner is disabled: 401.</param>
/// <param name="Failed">The upstream or the gateway failed: 5xx.</param>
internal sealed record UsageOutcomesView(long Allowed, long Denied, long RateLimited, long Unauthorized, long Failed)
{
    public static UsageOutcomesView? Of(UsageCounts? counts) =>
        counts is { } known ? new UsageOutcomesView(known.Allowed, known.Denied, known.RateLimited, known.Unauthorized, known.Failed) : null;
}
