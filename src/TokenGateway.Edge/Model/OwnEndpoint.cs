using TokenGateway.Dialects.Calls;

namespace TokenGateway.Edge.Model;

/// <summary>An endpoint of the edge that the gateway answers itself.</summary>
/// <param name="Kind">Who answers.</param>
/// <param name="Path">The path, for people.</param>
/// <param name="Route">Who may; null: everyone is answered, before anything else is looked at.</param>
internal sealed record OwnEndpoint(OwnEndpointKind Kind, string Path, GatewayRoute? Route)
{
    public bool IsOpen => Route is null;

    /// <summary>The dialect's path with its values; null: it is no call.</summary>
    public DialectMatch? Call { get; init; }

    /// <summary>A call that the options switch off is answered like a path that nothing matches.</summary>
    public bool Exists => Call is null || Call.Path.Exists(Route!.Model.Access);
}
