namespace TokenGateway.Edge.Targets;

/// <summary>Why a host is refused: routing and an upstream could read it as two different hosts.</summary>
internal enum HostFault
{
    None,

    /// <summary>Missing or empty: only HTTP/1.0 may omit it, and only if no route is bound to hosts.</summary>
    Missing,

    /// <summary>User info, percent-encoding, an empty label, an invalid port or any character that no host name contains.</summary>
    Malformed,

    /// <summary><c>admin.example.</c>: nginx, IIS and others drop the dot.</summary>
    TrailingDot,

    /// <summary>An IP address in another spelling (<c>127.1</c>, <c>[0:0::1]</c>), or Punycode that IDNA would write differently.</summary>
    OtherSpelling,
}
