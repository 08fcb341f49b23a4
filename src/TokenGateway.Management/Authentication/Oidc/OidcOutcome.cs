namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>How a browser's return from the identity provider ended.</summary>
internal enum OidcOutcome
{
    /// <summary>The response sets the cookie of a new session and sends the browser on.</summary>
    Done,

    /// <summary>The provider vouches for somebody who does not get in here.</summary>
    Refused,

    /// <summary>The provider, or the person there, said no.</summary>
    Denied,

    /// <summary>The provider does not answer.</summary>
    Unreachable,

    /// <summary>The answer is not one to a question of this browser, or a part of it is wrong.</summary>
    Invalid,
}
