using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Decisions;

/// <summary>A target beside the request's own, decided on.</summary>
/// <param name="Route">The route that takes it, of the same cluster.</param>
/// <param name="Path">Raw, as the client sent it.</param>
/// <param name="IsAbsolute">The client wrote scheme and host.</param>
internal sealed record SecondTarget(GatewayRoute Route, string Path, bool IsAbsolute);
