namespace TokenGateway.Core.Usage;

/// <summary>
/// How a request ended that presented the right secret of a token: a closed list, one member for each request.
/// What each is called in JSON and in the store is in <see cref="UsageCounts"/>.
/// </summary>
public enum UsageOutcome
{
    /// <summary>Forwarded, or answered by the gateway itself. Any status of the upstream's below 500.</summary>
    Allowed,

    /// <summary>Refused though the token is valid: for its rights, realm or address, the method, or the form of the request (400, 403, 404, 405).</summary>
    Denied,

    /// <summary>Over a rate limit (429).</summary>
    RateLimited,

    /// <summary>The token itself is not accepted: expired, deactivated, not valid yet, deleted, or of a disabled owner (401).</summary>
    Unauthorized,

    /// <summary>The gateway or the upstream failed (5xx, also in the middle of an answer).</summary>
    Failed,
}
