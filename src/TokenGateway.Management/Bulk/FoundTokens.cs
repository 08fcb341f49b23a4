using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Bulk;

/// <summary>Stored tokens, without deleted ones, that a search found.</summary>
/// <param name="Tokens">At most the requested number.</param>
/// <param name="IsCut">There are more, or not all were examined.</param>
internal sealed record FoundTokens(IReadOnlyList<Token> Tokens, bool IsCut);
