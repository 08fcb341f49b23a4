using TokenGateway.Core.Usage;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>A refused request; never its path or query, which may hold secrets.</summary>
/// <param name="At">When it came.</param>
/// <param name="Code">The code of the answer, such as insufficient_role.</param>
/// <param name="Method">Its method; null: one that is not registered.</param>
/// <param name="Route">The id of the route; null: it was for none.</param>
internal sealed record TokenRefusalView(DateTimeOffset At, string Code, string? Method, string? Route)
{
    public static TokenRefusalView? Of(TokenRefusal? refusal) =>
        refusal is null ? null : new TokenRefusalView(refusal.At, refusal.Code, refusal.Method, refusal.Route);
}
