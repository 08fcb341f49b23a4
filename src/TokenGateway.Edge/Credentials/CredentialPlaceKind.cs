namespace TokenGateway.Edge.Credentials;

/// <summary>The kinds of places where a request may carry a token.</summary>
internal enum CredentialPlaceKind
{
    /// <summary>The <c>Authorization</c> header under a scheme.</summary>
    Scheme,

    /// <summary>A header of its own, whose whole value is the token.</summary>
    Header,

    /// <summary>A parameter of the query string.</summary>
    Query,

    /// <summary>An item of <c>Sec-WebSocket-Protocol</c> behind a prefix.</summary>
    SocketProtocol,
}
