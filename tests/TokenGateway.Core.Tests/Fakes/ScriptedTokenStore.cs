using System.Collections.Concurrent;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>A store that only finds, as told: it answers from <see cref="Known"/> unless a test takes over.</summary>
internal sealed class ScriptedTokenStore : ITokenStore
{
    private int _finds;
    private int _underWay;
    private int _peak;

    public ConcurrentDictionary<TokenDigest, TokenFacts> Known { get; } = new();

    /// <summary>How current it says its answers are.</summary>
    public ChangeCursor AsOf { get; set; }

    /// <summary>Up to when its answers are current; null: it is the primary.</summary>
    public DateTimeOffset? Heartbeat { get; set; }

    /// <summary>Runs before each answer: may wait, change something, or throw.</summary>
    public Func<TokenDigest, Task>? OnFind { get; set; }

    public int Finds => Volatile.Read(ref _finds);

    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>The most finds that were ever under way at once.</summary>
    public int Peak => Volatile.Read(ref _peak);

    public async ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        RaisePeak(Interlocked.Increment(ref _underWay));
        try
        {
            // As a real store does: what is read is what stood there when the read began.
            var reading = new FactsReading(Known.GetValueOrDefault(digest), AsOf) { Heartbeat = Heartbeat };
            if (OnFind is { } hook)
                await hook(digest);
            return reading;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private void RaisePeak(int seen)
    {
        for (var peak = Peak; seen > peak; peak = Peak)
            Interlocked.CompareExchange(ref _peak, seen, peak);
    }
}
