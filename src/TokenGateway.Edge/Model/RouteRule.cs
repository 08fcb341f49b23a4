namespace TokenGateway.Edge.Model;

/// <summary>What decides on a route. There is no "none": a route without a rule fails to load.</summary>
internal enum RouteRule
{
    /// <summary>A compiled <see cref="Core.Access.AccessPolicy"/>.</summary>
    Policy,

    /// <summary>Open to everyone; a valid token adds identity, an invalid one is refused.</summary>
    Anonymous,

    /// <summary>A policy of the host application, which its own authorization middleware evaluates after the gateway.</summary>
    Host,
}
