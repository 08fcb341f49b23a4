namespace TokenGateway.Configuration.Sections;

/// <summary>The rate limit headers of a response.</summary>
internal enum RateLimitHeaders
{
    /// <summary><c>RateLimit</c> and <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-10).</summary>
    Standard,

    /// <summary><c>RateLimit-Limit</c>, <c>-Remaining</c>, <c>-Reset</c>, from the draft up to its sixth version.</summary>
    Legacy,
}
