namespace TokenGateway.Core.Usage;

/// <summary>
/// The outcome of a request that presented the right secret of a token. A closed list: each request has exactly one outcome.
/// <see cref="UsageCounts"/> defines the names in JSON and in the store.
/// </summary>
public enum UsageOutcome
{
    /// <summary>Forwarded, or served by the gateway itself. Includes any upstream status below 500.</summary>
    Allowed,

    /// <summary>Refused although the token is valid: because of its rights, realm or address, the method, or a bad request (400, 403, 404, 405).</summary>
    Denied,

    /// <summary>Over a rate limit (429).</summary>
    RateLimited,

    /// <summary>The token itself is not accepted: expired, deactivated, not valid yet, deleted, or of a disabled owner (401).</summary>
    Unauthorized,

    /// <summary>The gateway or the upstream failed (5xx, including a failure in the middle of a response).</summary>
    Failed,
}
