namespace TokenGateway.Edge.Credentials;

/// <summary>Which credentials a request carries.</summary>
internal enum CredentialFinding
{
    None,

    /// <summary>Exactly one, in a location that authenticates on this route.</summary>
    One,

    /// <summary>Exactly one, but malformed or in a location that does not authenticate here.</summary>
    Unusable,

    /// <summary>More than one: refused, because two parsers would choose differently (RFC 6750, 2).</summary>
    Ambiguous,
}
