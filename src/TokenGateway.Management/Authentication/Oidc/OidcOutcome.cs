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

    /// <summary>The provider does not take the gateway's question, or the gateway for its client.</summary>
    Rejected,

    /// <summary>A recent sign-in was asked for, and the provider does not say when it was.</summary>
    UnknownTime,

    /// <summary>A recent sign-in was asked for, and the provider's is older.</summary>
    NotRecent,

    /// <summary>No provider is configured any more.</summary>
    NotConfigured,

    /// <summary>The answer is not one to a question of this browser, or a part of it is wrong.</summary>
    Invalid,
}
