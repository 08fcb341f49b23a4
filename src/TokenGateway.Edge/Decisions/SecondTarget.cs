using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Decisions;

/// <summary>A target that the request names besides its own, after its own decision.</summary>
/// <param name="Route">The route of the target, in the same cluster.</param>
/// <param name="Path">The raw path, as the client sent it.</param>
/// <param name="IsAbsolute">Whether the client sent scheme and host.</param>
internal sealed record SecondTarget(GatewayRoute Route, string Path, bool IsAbsolute);
