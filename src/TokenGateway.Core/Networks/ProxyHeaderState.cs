namespace TokenGateway.Core.Networks;

/// <summary>The classification of a connection's beginning.</summary>
public enum ProxyHeaderState
{
    /// <summary>A possible header, incomplete.</summary>
    Incomplete,

    /// <summary>Something else, or an invalid header.</summary>
    Malformed,

    Complete,
}
