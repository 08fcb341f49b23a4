namespace TokenGateway.EndToEnd.Tests.Proxies;

/// <summary>What stands in front of the gateway, and how it says for whom.</summary>
public enum ProxyKind
{
    /// <summary>nginx, TLS and HTTP/2 in front; fields, over connections that it keeps.</summary>
    Nginx,

    /// <summary>HAProxy in mode http, TLS and HTTP/2 in front; fields, over connections that it keeps.</summary>
    HaproxyHttp,

    /// <summary>HAProxy in mode tcp, PROXY protocol version 1.</summary>
    HaproxyLine,

    /// <summary>HAProxy in mode tcp, PROXY protocol version 2, with health checks.</summary>
    HaproxyBlock,

    /// <summary>The same before endpoints with TLS and HTTP/2.</summary>
    HaproxyTls,
}
