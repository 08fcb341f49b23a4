namespace TokenGateway.Endpoints;

/// <summary>What a Kestrel endpoint is for; the beginning of its name says it (<c>EdgeHttps</c>).</summary>
internal enum EndpointKind
{
    /// <summary>Traffic.</summary>
    Edge,

    /// <summary>Everything about the gateway itself.</summary>
    Management,

    /// <summary>Health and metrics, nothing else.</summary>
    Probe,
}
