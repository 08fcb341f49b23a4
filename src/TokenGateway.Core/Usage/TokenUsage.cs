using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>Requests of one token on one day (UTC), to be added to those that are kept.</summary>
/// <param name="Token">A stored token.</param>
/// <param name="Day">The day.</param>
/// <param name="Counts">How they ended; all 0 while the only ones are still under way.</param>
/// <param name="Last">The last use; null: the token was only refused itself, which is no use.</param>
/// <param name="LastRefusal">The last refusal; null: none.</param>
public sealed record TokenUsage(TokenId Token, DateOnly Day, UsageCounts Counts, TokenUse? Last, TokenRefusal? LastRefusal = null)
{
    /// <summary>Both together; of the same token and day.</summary>
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
