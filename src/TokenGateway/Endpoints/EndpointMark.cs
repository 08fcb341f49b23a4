namespace TokenGateway.Endpoints;

/// <summary>Marks a connection that is not edge traffic; its endpoint sets it.</summary>
internal sealed record EndpointMark(EndpointKind Kind);
