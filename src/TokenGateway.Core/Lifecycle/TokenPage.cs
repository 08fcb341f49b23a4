using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Some of the tokens of a list.</summary>
/// <param name="Items">At most as many as asked for; also none, though more pages follow.</param>
/// <param name="Next">The token behind which the next page begins; null: there are no more.</param>
public sealed record TokenPage(IReadOnlyList<Token> Items, TokenId? Next);
