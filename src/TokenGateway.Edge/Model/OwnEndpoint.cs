using TokenGateway.Dialects.Calls;

namespace TokenGateway.Edge.Model;

/// <summary>An edge endpoint that the gateway serves itself.</summary>
/// <param name="Kind">What serves it.</param>
/// <param name="Path">The path, for display.</param>
/// <param name="Route">Its access rule; null: open to everyone, before any other check.</param>
internal sealed record OwnEndpoint(OwnEndpointKind Kind, string Path, GatewayRoute? Route)
{
    public bool IsOpen => Route is null;

    /// <summary>The dialect's path with its values; null: not a dialect call.</summary>
    public DialectMatch? Call { get; init; }

    /// <summary>Whether it exists: a call that options disable gets the response of an unmatched path.</summary>
    public bool Exists => Call is null || Call.Path.Exists(Route!.Model.Access);
}
