namespace TokenGateway.Edge.Credentials;

/// <summary>Whose an <c>Authorization</c> header is.</summary>
internal enum AuthorizationVerdict
{
    /// <summary>Of a scheme that nobody here knows: it passes.</summary>
    Upstreams,

    /// <summary>Of a scheme that is known as a try to authenticate and never succeeds: refused, not forwarded.</summary>
    Recognised,

    /// <summary>Says nothing, or names one of our schemes and nothing more: not forwarded.</summary>
    Empty,

    /// <summary>Meant for us, but broken: 401, not forwarded.</summary>
    Malformed,

    /// <summary>Holds a token, or for <c>Basic</c> what may hold one.</summary>
    Credential,
}
