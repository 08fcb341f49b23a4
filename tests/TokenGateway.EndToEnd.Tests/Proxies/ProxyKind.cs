namespace TokenGateway.EndToEnd.Tests.Proxies;

/// <summary>The proxy in front of the gateway, and how it reports the client.</summary>
public enum ProxyKind
{
    /// <summary>nginx with TLS and HTTP/2 towards clients; forwarded fields, over persistent connections.</summary>
    Nginx,

    /// <summary>HAProxy in mode http with TLS and HTTP/2 towards clients; forwarded fields, over persistent connections.</summary>
    HaproxyHttp,

    /// <summary>HAProxy in mode tcp, PROXY protocol version 1.</summary>
    HaproxyLine,

    /// <summary>HAProxy in mode tcp, PROXY protocol version 2, with health checks.</summary>
    HaproxyBlock,

    /// <summary>The same in front of endpoints with TLS and HTTP/2.</summary>
    HaproxyTls,
}
