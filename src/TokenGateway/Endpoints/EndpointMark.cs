namespace TokenGateway.Endpoints;

/// <summary>The mark of a connection that is not edge traffic, put there by its endpoint.</summary>
internal sealed record EndpointMark(EndpointKind Kind);
