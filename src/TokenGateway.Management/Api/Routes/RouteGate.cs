using TokenGateway.Core.Storage;

namespace TokenGateway.Management.Api.Routes;

/// <summary>A method of a route, and who may use it.</summary>
/// <param name="Path">The route's pattern.</param>
/// <param name="IsAnonymous">Whether no token is needed.</param>
/// <param name="Opens">
/// Whether a token is currently valid and may use it. Ignores the client's address; if the path names the realm, some path
/// must match.
/// </param>
internal sealed record RouteGate(string Path, bool IsAnonymous, Func<TokenFacts, bool> Opens);
