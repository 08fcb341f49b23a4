using TokenGateway.Core.Storage;

namespace TokenGateway.Management.Api.Routes;

/// <summary>A method of a route, and who may use it.</summary>
/// <param name="Path">The route's pattern.</param>
/// <param name="IsAnonymous">No token is needed.</param>
/// <param name="Opens">
/// Whether a token is valid at this moment and may. From which address it comes is not asked; where the path names the realm, some path is enough.
/// </param>
internal sealed record RouteGate(string Path, bool IsAnonymous, Func<TokenFacts, bool> Opens);
