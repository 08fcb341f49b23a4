using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Routes;

/// <summary>A page of the tokens that may use a method of a route.</summary>
/// <param name="Gate">The method of the route.</param>
/// <param name="Items">Up to the requested number; may be empty although more pages follow.</param>
/// <param name="Next">The last examined token; null: there are no more.</param>
internal sealed record RouteTokenPage(RouteGate Gate, IReadOnlyList<Token> Items, TokenId? Next);
