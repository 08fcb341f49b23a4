namespace TokenGateway.Edge.Model;

/// <summary>The component that serves an endpoint of the gateway.</summary>
internal enum OwnEndpointKind
{
    /// <summary>The health check for load balancers.</summary>
    Health,

    /// <summary>The description of the caller's token and its access.</summary>
    Self,

    /// <summary>A call of the dialect's product.</summary>
    Call,
}
