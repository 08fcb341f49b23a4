using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>What is recorded of a reported leak.</summary>
/// <param name="OfToken">Of the token itself, with what else was switched off.</param>
/// <param name="OfMade">Of each token that it made.</param>
/// <param name="OfOverlap">Of each token that keeps its secret, but not the one before, which the token made.</param>
public sealed record LeakEntries(Func<IReadOnlyList<Token>, AuditEntry> OfToken, Func<Token, AuditEntry> OfMade, Func<Token, AuditEntry> OfOverlap);
