namespace TokenGateway.Management.Authentication;

/// <summary>What is counted by address, each by itself.</summary>
internal enum AttemptKind
{
    /// <summary>Wrong tokens, together with those on the edge.</summary>
    Token,

    /// <summary>Reports of leaked values, right or wrong.</summary>
    Leak,
}
