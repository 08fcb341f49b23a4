using System.Net;

namespace TokenGateway.Core.Networks;

/// <summary>The client of a trusted proxy.</summary>
/// <param name="Client">The client's address.</param>
/// <param name="Text">The trusted part of <c>X-Forwarded-For</c>, client first, with the proxy appended: the value for the next server.</param>
public sealed record ForwardedChain(IPAddress Client, string Text);
