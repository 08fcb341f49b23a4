using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The audit entries of a leak report.</summary>
/// <param name="OfToken">For the token itself, with the other deactivated tokens.</param>
/// <param name="OfMade">For each token that it created.</param>
/// <param name="OfOverlap">For each token that keeps its secret, but loses the previous one, which the leaked token created.</param>
public sealed record LeakEntries(Func<IReadOnlyList<Token>, AuditEntry> OfToken, Func<Token, AuditEntry> OfMade, Func<Token, AuditEntry> OfOverlap);
