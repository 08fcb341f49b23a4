namespace TokenGateway.Edge.Credentials;

/// <summary>What a request brings along to say who it is.</summary>
internal enum CredentialFinding
{
    None,

    /// <summary>Exactly one, in a place that authenticates on this route.</summary>
    One,

    /// <summary>Exactly one, but broken or in a place that does not authenticate here.</summary>
    Unusable,

    /// <summary>More than one: refused, because two parsers would pick differently (RFC 6750, 2).</summary>
    Ambiguous,
}
