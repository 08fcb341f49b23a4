namespace TokenGateway.Edge.Model;

/// <summary>A YARP transformer that carries the compiled route of its endpoint.</summary>
internal interface IRouteCarrier
{
    GatewayRoute Route { get; }
}
