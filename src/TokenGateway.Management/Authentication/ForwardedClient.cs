using System.Net;

namespace TokenGateway.Management.Authentication;

/// <summary>The client behind a trusted proxy, as reported by it; without this, the peer of the connection is the client.</summary>
internal sealed record ForwardedClient(IPAddress Address);
