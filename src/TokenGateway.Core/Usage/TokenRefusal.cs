namespace TokenGateway.Core.Usage;

/// <summary>
/// The last refusal of a token. It has neither path nor query: both may hold secrets, and a route says enough to ask for an
/// explanation.
/// </summary>
/// <param name="At">When the request came.</param>
/// <param name="Code">The stable code, as in the answer and the log: <c>insufficient_role</c>, <c>rate_limited</c>.</param>
/// <param name="Method">The method in capitals; null: one that is not registered.</param>
/// <param name="Route">The id of the route; null: the request was for none.</param>
public sealed record TokenRefusal(DateTimeOffset At, string Code, string? Method, string? Route)
{
    /// <summary>The later of both; null: there is none.</summary>
    public static TokenRefusal? Later(TokenRefusal? one, TokenRefusal? other) =>
        one is null ? other : other is null || other.At < one.At ? one : other;
}
