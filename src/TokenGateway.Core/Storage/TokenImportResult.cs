using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The result of an import.</summary>
/// <param name="Tokens">The tokens with their numbers, in the order of the import; empty if refused or a dry run.</param>
/// <param name="Refusals">By index in the import, why it cannot be added; empty: all can.</param>
public sealed record TokenImportResult(
    ImmutableArray<Token> Tokens, ImmutableArray<KeyValuePair<int, TokenAdditionOutcome>> Refusals);
