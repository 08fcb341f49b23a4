namespace TokenGateway.Edge.Credentials;

/// <summary>Who an <c>Authorization</c> header is for.</summary>
internal enum AuthorizationVerdict
{
    /// <summary>An unknown scheme: forwarded.</summary>
    Upstreams,

    /// <summary>A scheme that is recognised as an attempt to authenticate and never succeeds: refused, not forwarded.</summary>
    Recognised,

    /// <summary>Empty, or only the name of one of our schemes: not forwarded.</summary>
    Empty,

    /// <summary>Meant for the gateway, but malformed: 401, not forwarded.</summary>
    Malformed,

    /// <summary>Contains a token, or for <c>Basic</c> what may contain one.</summary>
    Credential,
}
