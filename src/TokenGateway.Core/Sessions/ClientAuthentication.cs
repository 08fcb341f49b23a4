namespace TokenGateway.Core.Sessions;

/// <summary>How the gateway shows to an identity provider that it is the client (RFC 6749, 2.3.1).</summary>
public enum ClientAuthentication
{
    /// <summary>As the provider says (<c>token_endpoint_auth_methods_supported</c>): in the header where it takes nothing else, otherwise in the body.</summary>
    Discovered,

    /// <summary>The secret is in the body of the request (<c>client_secret_post</c>).</summary>
    Body,

    /// <summary>Id and secret are in the header <c>Authorization</c> (<c>client_secret_basic</c>).</summary>
    Header,
}
