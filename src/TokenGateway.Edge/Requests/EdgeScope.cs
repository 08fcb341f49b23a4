namespace TokenGateway.Edge.Requests;

/// <summary>Which connections of the process the edge looks after.</summary>
/// <param name="OnlyMarkedConnections">
/// True in the gateway, whose other endpoints are not edge traffic; false in a library host, where everything is.
/// </param>
internal sealed record EdgeScope(bool OnlyMarkedConnections);
