using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Stores digests under a pepper. The code in front of the store works with plain SHA-256, so that a cache hit costs the
/// same as without one. A value found under an older key, or none, is resealed under the current one: in the background,
/// one at a time, and never so that a request waits for it or fails.
/// </summary>
public sealed class PepperedTokenStore(ITokenStore inner, Pepper pepper) : ITokenStore
{
    private int _isUpgrading;

    public async ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        var first = default(FactsReading?);
        foreach (var (kept, key) in pepper.FormsOf(digest))
        {
            // The row has its key id: a digest that accidentally equals another form is no match.
            var reading = await inner.ReadFactsAsync(kept, cancellationToken);
            first ??= reading;
            if (reading.Facts is not { } facts || facts.Pepper != key)
                continue;
            if (key != pepper.CurrentId)
                _ = UpgradeAsync(kept, digest);
            return reading;
        }

        // Unknown as of the first read: later reads may have missed changes between them.
        return first.GetValueOrDefault() with { Facts = null };
    }

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(filter, after, limit, cancellationToken);

    public ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken) =>
        inner.AddAsync(draft, quota, id => Keep(seal(id)), audit, basis, cancellationToken);

    public ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(imports);
        return inner.ImportAsync([.. imports.Select(one => one with { Value = Keep(one.Value) })], isDryRun, audit, basis, cancellationToken);
    }

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        inner.SetActiveAsync(id, isActive, audit, basis, cancellationToken);

    public ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        inner.RotateAsync(id, now, overlapEndsAt, number => Keep(seal(number)), audit, basis, cancellationToken);

    public ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken) =>
        inner.ReportLeakAsync(id, isUsable, entries, cancellationToken);

    public ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken) =>
        inner.EndOverlapAsync(id, now, audit, cancellationToken);

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken) =>
        inner.DeleteAsync(id, at, audit, cancellationToken);

    public ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken) =>
        inner.ResealAsync(from, to, cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken) =>
        inner.PurgeAsync(deletedBefore, retiredBefore, limit, cancellationToken);

    private SealedValue Keep(SealedValue value) => value with
    {
        Digest = pepper.Current(value.Digest),
        Pepper = pepper.CurrentId,
        OtherForms = value.IsForeign ? pepper.OlderFormsOf(value.Digest) : [],
    };

    private async Task UpgradeAsync(TokenDigest from, TokenDigest digest)
    {
        if (Interlocked.Exchange(ref _isUpgrading, 1) == 1)
            return;
        try
        {
            await inner.ResealAsync(from, Keep(new SealedValue(digest, "")), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The next lookup of the token tries again.
        }
        finally
        {
            Volatile.Write(ref _isUpgrading, 0);
        }
    }
}
