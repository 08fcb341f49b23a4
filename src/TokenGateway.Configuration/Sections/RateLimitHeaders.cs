namespace TokenGateway.Configuration.Sections;

/// <summary>How a response tells of limits.</summary>
internal enum RateLimitHeaders
{
    /// <summary><c>RateLimit</c> and <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-10).</summary>
    Standard,

    /// <summary><c>RateLimit-Limit</c>, <c>-Remaining</c>, <c>-Reset</c>, which the draft had up to its sixth edition.</summary>
    Legacy,
}
