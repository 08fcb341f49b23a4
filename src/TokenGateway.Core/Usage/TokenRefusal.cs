namespace TokenGateway.Core.Usage;

/// <summary>
/// The last refusal of a token. It contains neither path nor query, because both may contain secrets; the route is enough to request
/// an explanation.
/// </summary>
/// <param name="At">The time of the request.</param>
/// <param name="Code">The stable code, as in the response and the log: <c>insufficient_role</c>, <c>rate_limited</c>.</param>
/// <param name="Method">The method in upper case; null for an unregistered one.</param>
/// <param name="Route">The id of the route; null if the request matched none.</param>
public sealed record TokenRefusal(DateTimeOffset At, string Code, string? Method, string? Route)
{
    /// <summary>Returns the later refusal; null if there is none.</summary>
    public static TokenRefusal? Later(TokenRefusal? one, TokenRefusal? other) =>
        one is null ? other : other is null || other.At < one.At ? one : other;
}
