namespace TokenGateway.Endpoints;

/// <summary>Why a trusted proxy's connection was closed before it began.</summary>
internal enum ProxyProtocolFault
{
    /// <summary>It begins with something else than a PROXY header, or with a malformed one.</summary>
    NoHeader,

    /// <summary>The header was not there in time.</summary>
    Late,

    /// <summary>It ended within the header.</summary>
    Cut,

    /// <summary>It ended without a byte, as probes do that only look whether somebody listens.</summary>
    Empty,
}
