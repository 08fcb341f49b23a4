using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Bulk;

/// <summary>Stored tokens, none deleted, that a search found.</summary>
/// <param name="Tokens">At most as many as were asked for.</param>
/// <param name="IsCut">There are more, or not all were examined.</param>
internal sealed record FoundTokens(IReadOnlyList<Token> Tokens, bool IsCut);
