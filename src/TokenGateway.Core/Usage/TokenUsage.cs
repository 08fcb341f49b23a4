using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>Uses of one token on one day (UTC), to be added to those that are kept.</summary>
/// <param name="Token">A stored token.</param>
/// <param name="Day">The day.</param>
/// <param name="Requests">How many, from 1.</param>
/// <param name="Last">The last of them.</param>
public sealed record TokenUsage(TokenId Token, DateOnly Day, long Requests, TokenUse Last)
{
    /// <summary>Both together; of the same token and day.</summary>
    public TokenUsage With(TokenUsage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Requests = Requests + other.Requests, Last = other.Last.At >= Last.At ? other.Last : Last };
    }
}
