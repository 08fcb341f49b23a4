using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Where tokens are kept. Every write appends to the change sequence and to the audit log in the same transaction, and
/// has happened durably when the call returns.
/// </summary>
/// <remarks>
/// Every member throws <see cref="StoreUnavailableException"/> when the store does not answer, and those that take what
/// they rest on throw <see cref="ChangedMeanwhileException"/> when it does not hold any more.
/// </remarks>
public interface ITokenStore : IFactsSource
{
    /// <summary>The token with its last use.</summary>
    ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken);

    /// <summary>
    /// Tokens with their last use in the filter's order, by default by ascending id; at most <paramref name="limit"/>, those after
    /// <paramref name="after"/> only, wherever that token stands in the order at this moment.
    /// </summary>
    ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a token, which belongs to the user that has the owner's id in the transaction. The number is assigned there too, <paramref name="seal"/> turns it into the digest
    /// and the hint of the value, and the quota is counted there too, so that two writers cannot both take the last
    /// place.
    /// </summary>
    ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Adds all of them, or none: then one answer says which stands in the way and why.</summary>
    ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Switches a token on or off; false: no such token, or it is deleted.</summary>
    ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a token a new secret. The present one is retired and goes on until <paramref name="overlapEndsAt"/>; an
    /// earlier one that still went on ends now. Null: no such token, or it is deleted.
    /// </summary>
    /// <exception cref="ValueKnownException">The new secret was made elsewhere, and is one of the store already, or was one.</exception>
    ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken);

    /// <summary>Ends the secret before the last rotation; false: no such token, or none goes on.</summary>
    ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Leaves a tombstone; false: no such token, or it is deleted already.</summary>
    ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>
    /// Switches a token off that was reported as leaked, and in the same transaction every token that it made or gave a
    /// new secret, through any number of others. A declared token stays, and what it made goes.
    /// </summary>
    /// <param name="isUsable">False: the token itself is over for good; without any that it made nothing is recorded.</param>
    /// <returns>Which tokens changed.</returns>
    ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the same value under another digest, when a pepper is introduced or replaced. No change in the sense of
    /// the change sequence: whoever knew the token knows it still. False: somebody else did it, or it is gone.
    /// </summary>
    ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken);

    /// <summary>
    /// Takes away tombstones deleted before <paramref name="deletedBefore"/> and secrets retired before
    /// <paramref name="retiredBefore"/>, at most <paramref name="limit"/> of each at once. How many went.
    /// </summary>
    ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken);
}
