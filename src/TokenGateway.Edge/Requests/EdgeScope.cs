namespace TokenGateway.Edge.Requests;

/// <summary>Which connections of the process are edge traffic.</summary>
/// <param name="OnlyMarkedConnections">
/// True in the gateway, whose other endpoints are not edge traffic; false in a library host, where all of them are.
/// </param>
internal sealed record EdgeScope(bool OnlyMarkedConnections);
