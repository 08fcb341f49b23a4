using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>What came of an import.</summary>
/// <param name="Tokens">The tokens with their numbers, in the order of the import; empty when refused or only tried.</param>
/// <param name="Refusals">By place in the import, why it cannot be added; empty: all can.</param>
public sealed record TokenImportResult(
    ImmutableArray<Token> Tokens, ImmutableArray<KeyValuePair<int, TokenAdditionOutcome>> Refusals);
