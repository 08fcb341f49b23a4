using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>Requests of one token on one day (UTC), to be added to the stored counts.</summary>
/// <param name="Token">A stored token.</param>
/// <param name="Day">The day.</param>
/// <param name="Counts">The requests by outcome; all 0 if every request is still in progress.</param>
/// <param name="Last">The last use; null if the token itself was refused each time, which does not count as a use.</param>
/// <param name="LastRefusal">The last refusal; null if there was none.</param>
public sealed record TokenUsage(TokenId Token, DateOnly Day, UsageCounts Counts, TokenUse? Last, TokenRefusal? LastRefusal = null)
{
    /// <summary>Returns the sum of both, which must be of the same token and day.</summary>
    public TokenUsage With(TokenUsage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Counts = Counts + other.Counts,
            Last = Last is null || other.Last?.At >= Last.At ? other.Last ?? Last : Last,
            LastRefusal = TokenRefusal.Later(LastRefusal, other.LastRefusal),
        };
    }
}
