namespace TokenGateway.Edge.Model;

/// <summary>Who in the gateway answers.</summary>
internal enum OwnEndpointKind
{
    /// <summary>For balancers.</summary>
    Health,

    /// <summary>What the bearer's token is and opens.</summary>
    Self,

    /// <summary>A call of the dialect's product.</summary>
    Call,
}
