namespace TokenGateway.Management.Authentication;

/// <summary>What is counted by address, each kind separately.</summary>
internal enum AttemptKind
{
    /// <summary>Invalid tokens, together with those on the edge.</summary>
    Token,

    /// <summary>Reports of leaked values, valid or not.</summary>
    Leak,
}
