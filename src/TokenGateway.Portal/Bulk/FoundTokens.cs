using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Bulk;

/// <summary>Stored tokens, none deleted, that a search found.</summary>
/// <param name="Tokens">At most <see cref="BulkPlan.MostTokens"/>.</param>
/// <param name="IsCut">There are more, or not all were examined.</param>
internal sealed record FoundTokens(IReadOnlyList<Token> Tokens, bool IsCut);
