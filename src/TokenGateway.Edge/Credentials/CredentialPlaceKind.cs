namespace TokenGateway.Edge.Credentials;

/// <summary>The kinds of credential locations.</summary>
internal enum CredentialPlaceKind
{
    /// <summary>The <c>Authorization</c> header under a scheme.</summary>
    Scheme,

    /// <summary>A dedicated header, whose whole value is the token.</summary>
    Header,

    /// <summary>A parameter of the query string.</summary>
    Query,

    /// <summary>An item of <c>Sec-WebSocket-Protocol</c> after a prefix.</summary>
    SocketProtocol,
}
