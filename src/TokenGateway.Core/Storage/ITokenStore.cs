using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Stores tokens. Every write appends to the change sequence and to the audit log in the same transaction, and is durable
/// when the call returns.
/// </summary>
/// <remarks>
/// Every member throws <see cref="StoreUnavailableException"/> when the store does not respond, and those with a basis
/// throw <see cref="ChangedMeanwhileException"/> when it does not hold any more.
/// </remarks>
public interface ITokenStore : IFactsSource
{
    /// <summary>The token with its last use.</summary>
    ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken);

    /// <summary>
    /// Tokens with their last use in the filter's order, by default by ascending id; at most <paramref name="limit"/>, only
    /// those after the current position of <paramref name="after"/> in that order.
    /// </summary>
    ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a token for the user that has the owner's id in the transaction. The transaction also assigns the number, from
    /// which <paramref name="seal"/> creates the digest and the hint of the value, and counts the quota, so that two
    /// writers cannot both use the last place.
    /// </summary>
    ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Adds all of them, or none: the result then names the refused ones with reasons.</summary>
    ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Activates or deactivates a token; false: no such token, or it is deleted.</summary>
    ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a token a new secret. The current one is retired and still works until <paramref name="overlapEndsAt"/>; an
    /// earlier overlap ends now. Null: no such token, or it is deleted.
    /// </summary>
    /// <exception cref="ValueKnownException">The new secret was created elsewhere, and is, or was, already one of the store.</exception>
    ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Ends the overlap of the last rotation; false: no such token, or no overlap.</summary>
    ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Leaves a tombstone; false: no such token, or it is already deleted.</summary>
    ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>
    /// Deactivates a token that was reported as leaked, and in the same transaction every token that it created or gave a
    /// new secret, directly or indirectly. A declared token is not changed, but its creations are.
    /// </summary>
    /// <param name="isUsable">False: the token itself is permanently unusable; without creations nothing is recorded.</param>
    /// <returns>The changed tokens.</returns>
    ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the same value under another digest, when a pepper is introduced or replaced. Not a change for the change
    /// sequence, since the token stays valid for every reader. False: another writer did it, or it was deleted.
    /// </summary>
    ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken);

    /// <summary>
    /// Purges tombstones deleted before <paramref name="deletedBefore"/> and secrets retired before
    /// <paramref name="retiredBefore"/>, at most <paramref name="limit"/> of each at once, and returns their number.
    /// </summary>
    ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken);
}
