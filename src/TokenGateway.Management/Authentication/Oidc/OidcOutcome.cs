namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>The outcome of a browser's return from the identity provider.</summary>
internal enum OidcOutcome
{
    /// <summary>The response sets the cookie of a new session and redirects the browser.</summary>
    Done,

    /// <summary>The provider authenticated a user who is not admitted here.</summary>
    Refused,

    /// <summary>The provider, or the user there, denied the request.</summary>
    Denied,

    /// <summary>The provider is unavailable.</summary>
    Unreachable,

    /// <summary>The provider rejects the gateway's request, or the gateway as a client.</summary>
    Rejected,

    /// <summary>A recent sign-in was required, and the provider does not report its time.</summary>
    UnknownTime,

    /// <summary>A recent sign-in was required, and the provider's is older.</summary>
    NotRecent,

    /// <summary>A provider is no longer configured.</summary>
    NotConfigured,

    /// <summary>The response does not belong to a request of this browser, or a part of it is invalid.</summary>
    Invalid,
}
