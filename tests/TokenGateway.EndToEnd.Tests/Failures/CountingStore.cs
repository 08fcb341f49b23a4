using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>The real store with a count of its lookups.</summary>
internal sealed class CountingStore(ITokenStore real) : ITokenStore
{
    private int _finds;

    public int Finds => Volatile.Read(ref _finds);

    public ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        return real.ReadFactsAsync(digest, cancellationToken);
    }

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => real.GetAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) =>
        real.ListAsync(filter, after, limit, cancellationToken);

    public ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken) =>
        real.AddAsync(draft, quota, seal, audit, basis, cancellationToken);

    public ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken) =>
        real.ImportAsync(imports, isDryRun, audit, basis, cancellationToken);

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        real.SetActiveAsync(id, isActive, audit, basis, cancellationToken);

    public ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        real.RotateAsync(id, now, overlapEndsAt, seal, audit, basis, cancellationToken);

    public ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken) =>
        real.ReportLeakAsync(id, isUsable, entries, cancellationToken);

    public ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken) =>
        real.EndOverlapAsync(id, now, audit, cancellationToken);

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken) =>
        real.DeleteAsync(id, at, audit, cancellationToken);

    public ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken) => real.ResealAsync(from, to, cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken) =>
        real.PurgeAsync(deletedBefore, retiredBefore, limit, cancellationToken);
}
