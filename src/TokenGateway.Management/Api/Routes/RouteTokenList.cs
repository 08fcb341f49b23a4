using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Management.Api.Routes;

/// <summary>The tokens that may use a method of a route: those that the configuration declares, then the stored ones by ascending id.</summary>
/// <param name="Route">The route's id.</param>
/// <param name="Method">The method.</param>
/// <param name="Anonymous">Whether no token is needed.</param>
/// <param name="Items">A page of tokens; it may be short, or empty, although another one follows.</param>
/// <param name="Next">The cursor of the next page; null: this is the last.</param>
internal sealed record RouteTokenList(string Route, string Method, bool Anonymous, IReadOnlyList<TokenView> Items, string? Next);
