namespace TokenGateway.Edge.Targets;

/// <summary>Why a host is refused: routing and an upstream could take it for two different hosts.</summary>
internal enum HostFault
{
    None,

    /// <summary>Missing or empty, which only HTTP/1.0 may leave out, and only where no route is bound to hosts.</summary>
    Missing,

    /// <summary>User info, percent-encoding, an empty label, a bad port or any character that no host name has.</summary>
    Malformed,

    /// <summary><c>admin.example.</c>: nginx, IIS and others drop the dot.</summary>
    TrailingDot,

    /// <summary>An IP address in another spelling (<c>127.1</c>, <c>[0:0::1]</c>), or Punycode that is not as IDNA writes it.</summary>
    OtherSpelling,
}
