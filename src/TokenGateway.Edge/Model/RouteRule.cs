namespace TokenGateway.Edge.Model;

/// <summary>What decides on a route. There is no "none": a route without a rule does not load.</summary>
internal enum RouteRule
{
    /// <summary>A compiled <see cref="Core.Access.AccessPolicy"/>.</summary>
    Policy,

    /// <summary>Everyone; a good token adds identity, a wrong one is refused.</summary>
    Anonymous,

    /// <summary>A policy of the host application, which its own authorization middleware evaluates after us.</summary>
    Host,
}
