using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Bulk;

/// <summary>The result for one token.</summary>
/// <param name="Id">The id of the token.</param>
/// <param name="Name">Its name; empty: it has none, or was not read.</param>
/// <param name="Owner">Its owner; empty: it was not read.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Error">Why it was not done; null: it was, was already in that state, or the gateway stopped before it.</param>
internal sealed record BulkResult(TokenId Id, string Name, string Owner, BulkOutcome Outcome, LifecycleError? Error);
