namespace TokenGateway.Management.Api.Routes;

/// <summary>Every route of the edge, in the order of the configuration.</summary>
internal sealed record RouteList(IReadOnlyList<RouteView> Items);
