using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What came of an import.</summary>
/// <param name="Tokens">In the order of the requests; empty when refused or only tried.</param>
/// <param name="Refusals">By place among the requests; with any, nothing was added.</param>
public sealed record ImportResult(ImmutableArray<Token> Tokens, ImmutableArray<KeyValuePair<int, LifecycleError>> Refusals);
