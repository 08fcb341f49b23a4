using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Routes;

/// <summary>Some of the tokens that may use a method of a route.</summary>
/// <param name="Gate">The method of the route.</param>
/// <param name="Items">At most as many as asked for; also none, though more pages follow.</param>
/// <param name="Next">The token that was looked at last; null: there are no more.</param>
internal sealed record RouteTokenPage(RouteGate Gate, IReadOnlyList<Token> Items, TokenId? Next);
