namespace TokenGateway.Endpoints;

/// <summary>Why a trusted proxy's connection was closed at its start.</summary>
internal enum ProxyProtocolFault
{
    /// <summary>It begins with something other than a PROXY header, or with a malformed one.</summary>
    NoHeader,

    /// <summary>The header did not arrive in time.</summary>
    Late,

    /// <summary>It ended within the header.</summary>
    Cut,

    /// <summary>It ended without any byte, as a TCP health check does.</summary>
    Empty,
}
