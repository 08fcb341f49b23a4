namespace TokenGateway.Configuration.Sections;

/// <summary>Who answers the CORS preflights of a route.</summary>
internal enum PreflightMode
{
    /// <summary>The gateway, from the route's CORS policy; without one it refuses them.</summary>
    Answer,

    /// <summary>The upstream, without credential and identity.</summary>
    Forward,
}
