namespace TokenGateway.Core.Networks;

/// <summary>What the beginning of a connection is.</summary>
public enum ProxyHeaderState
{
    /// <summary>It may become a header.</summary>
    Incomplete,

    /// <summary>It is something else, or a header that says what none may.</summary>
    Malformed,

    Complete,
}
