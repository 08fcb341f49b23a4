namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>How the bytes of a case travel.</summary>
public enum Carrier
{
    /// <summary>HTTP/1.1 in the clear.</summary>
    H1,

    /// <summary>HTTP/1.1 over TLS.</summary>
    Tls,

    /// <summary>HTTP/2 in the clear with prior knowledge, frames made by hand.</summary>
    H2,

    /// <summary>The same request as a WebSocket upgrade over HTTP/1.1.</summary>
    Ws,
}
