using System.Net;

namespace TokenGateway.Core.Networks;

/// <summary>For whom a trusted proxy asks.</summary>
/// <param name="Client">The client's address.</param>
/// <param name="Text">
/// What is believed of <c>X-Forwarded-For</c>, the client first, and the proxy at its end: what the next server is told.
/// </param>
public sealed record ForwardedChain(IPAddress Client, string Text);
