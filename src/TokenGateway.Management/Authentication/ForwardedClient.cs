using System.Net;

namespace TokenGateway.Management.Authentication;

/// <summary>The client behind a trusted proxy, by what the proxy says; without it, the peer of the connection is the client.</summary>
internal sealed record ForwardedClient(IPAddress Address);
