namespace TokenGateway.Endpoints;

/// <summary>The purpose of a Kestrel endpoint, from the prefix of its name (<c>EdgeHttps</c>).</summary>
internal enum EndpointKind
{
    /// <summary>Traffic.</summary>
    Edge,

    /// <summary>The gateway's API and pages.</summary>
    Management,

    /// <summary>Only health and metrics.</summary>
    Probe,
}
