using TokenGateway.Core.Usage;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>A refused request; never its path or query, which may hold secrets.</summary>
/// <param name="At">The time of the request.</param>
/// <param name="Code">The code of the response, such as insufficient_role.</param>
/// <param name="Method">Its method; null: not a registered one.</param>
/// <param name="Route">The id of the route; null: none.</param>
internal sealed record TokenRefusalView(DateTimeOffset At, string Code, string? Method, string? Route)
{
    public static TokenRefusalView? Of(TokenRefusal? refusal) =>
        refusal is null ? null : new TokenRefusalView(refusal.At, refusal.Code, refusal.Method, refusal.Route);
}
