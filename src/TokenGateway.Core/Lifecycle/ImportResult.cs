using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>The result of an import.</summary>
/// <param name="Tokens">In the order of the requests; empty if refused or a dry run.</param>
/// <param name="Refusals">By index of the request; if there are any, nothing was added.</param>
public sealed record ImportResult(ImmutableArray<Token> Tokens, ImmutableArray<KeyValuePair<int, LifecycleError>> Refusals);
