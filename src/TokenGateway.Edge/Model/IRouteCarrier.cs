namespace TokenGateway.Edge.Model;

/// <summary>A transformer of YARP's that carries the compiled route of its endpoint.</summary>
internal interface IRouteCarrier
{
    GatewayRoute Route { get; }
}
