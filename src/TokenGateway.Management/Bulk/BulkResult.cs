using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Bulk;

/// <summary>What became of one token.</summary>
/// <param name="Id">Of the token.</param>
/// <param name="Name">Its name; empty: it has none, or was not read.</param>
/// <param name="Owner">Its owner; empty: it was not read.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Error">Why it was not done; null: it was, or was so already, or the gateway was stopped before it.</param>
internal sealed record BulkResult(TokenId Id, string Name, string Owner, BulkOutcome Outcome, LifecycleError? Error);
