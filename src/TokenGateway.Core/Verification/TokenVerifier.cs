using System.Collections.Concurrent;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

/// <summary>
/// Maps digests to a <see cref="VerificationResult"/>. The synchronous path answers from the cache without lock or allocation. The
/// asynchronous path queries the store, once for all callers that wait for the same digest, and for at most 64 digests at a time.
/// </summary>
public sealed class TokenVerifier(
    TokenCache cache, IFactsSource source, ISharedFacts shared, Freshness freshness, VerifierOptions options, TimeProvider time)
    : IDisposable
{
    private const int ConcurrentLookups = 64;
    private const int FillAttempts = 4;

    // The follower reads the changes four times a second and confirms freshness as soon as the store answers; this covers the case in
    // which only the changes cannot be read.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<TokenDigest, Task<Lookup>> _underWay = new();
    private readonly SemaphoreSlim _gate = new(ConcurrentLookups);
    private readonly long _maxAgeTicks = (long)(options.MaxAge.TotalSeconds * time.TimestampFrequency);
    private readonly long _askAgainTicks = (long)(AskAgainAfter.TotalSeconds * time.TimestampFrequency);
    private long _unansweredAt = long.MinValue;
    private long _storeFills;
    private long _sharedFills;

    /// <summary>The number of lookups that the store answered.</summary>
    public long StoreFills => Interlocked.Read(ref _storeFills);

    /// <summary>The number of lookups that used facts read by another node instead.</summary>
    public long SharedFills => Interlocked.Read(ref _sharedFills);

    /// <summary>Whether a snapshot verified earlier on this connection may be used without another lookup.</summary>
    public bool IsCurrent(TokenSnapshot snapshot, AccessModel model)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return IsOf(snapshot, model) && (snapshot.Token.Id.IsDeclared || freshness.IsRecent);
    }

    /// <summary>Like <see cref="IsCurrent"/>, for callers that have awaited <see cref="RefreshAsync"/> and check many snapshots.</summary>
    public bool IsTrusted(TokenSnapshot snapshot, AccessModel model)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return IsOf(snapshot, model) && (snapshot.Token.Id.IsDeclared || freshness.IsFresh);
    }

    /// <summary>Reads the store's changes unless they were read recently; afterwards the cache can answer again.</summary>
    public ValueTask RefreshAsync(CancellationToken cancellationToken) => freshness.RefreshAsync(cancellationToken);

    /// <summary>The outcome for a current snapshot.</summary>
    public VerificationResult Judge(TokenSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new VerificationResult(snapshot.StandingAt(time.GetUtcNow()), snapshot);
    }

    /// <summary>Verifies without the store where possible; false if <see cref="VerifyAsync"/> must be called.</summary>
    public bool TryVerify(in TokenDigest digest, AccessModel model, out VerificationResult verification)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.TryFindDeclared(digest, out var declared))
        {
            verification = Judge(declared);
            return true;
        }

        verification = default;
        return freshness.IsRecent && TryVerifyCached(digest, model, out verification);
    }

    /// <summary>Verifies against the store. Never throws if the store is unavailable: that is an outcome.</summary>
    public async ValueTask<VerificationResult> VerifyAsync(TokenDigest digest, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.TryFindDeclared(digest, out var declared))
            return Judge(declared);
        await freshness.RefreshAsync(cancellationToken);
        for (var attempt = 0; attempt < FillAttempts; attempt++)
        {
            // Checks freshness rather than recency: the awaited read may itself have taken long.
            if (TryVerifyCached(digest, model, out var known))
                return known;
            var lookup = await LookUpOnceAsync(digest).WaitAsync(cancellationToken);
            if (!lookup.Answered)
                return DuringOutage(digest, model);

            // A lookup that another caller began may predate a change that precedes this request.
            if (cache.Holds(lookup.Position, lookup.Cached?.Facts))
                return lookup.Cached is { } cached ? Judge(cached.SnapshotFor(model)) : VerificationResult.Unknown;
        }

        return VerificationResult.StoreUnavailable;
    }

    public void Dispose() => _gate.Dispose();

    private static bool IsOf(TokenSnapshot snapshot, AccessModel model) => !snapshot.IsDead && ReferenceEquals(snapshot.Model, model);

    private bool TryVerifyCached(in TokenDigest digest, AccessModel model, out VerificationResult verification)
    {
        verification = default;
        if (!TryFindFresh(digest, out var cached))
            return false;
        verification = cached is null ? VerificationResult.Unknown : Judge(cached.SnapshotFor(model));
        return true;
    }

    // Returns true with null for a digest that is known not to exist.
    private bool TryFindFresh(in TokenDigest digest, out CachedToken? cached)
    {
        cached = null;
        if (!freshness.IsFresh)
            return false;
        if (cache.TryGet(digest, out cached) && !cached.IsDoubted && time.GetTimestamp() - cached.LoadedAt < _maxAgeTicks)
            return true;
        cached = null;
        return cache.IsKnownUnknown(digest);
    }

    // Cached tokens remain usable for the grace period; unknown ones are neither accepted nor rejected. For a doubted entry, later
    // confirmations do not count: its grace period starts at the time it was read.
    private VerificationResult DuringOutage(in TokenDigest digest, AccessModel model) =>
        freshness.Age < options.OutageGrace && cache.TryGet(digest, out var cached)
            && (!cached.IsDoubted || time.GetElapsedTime(cached.LoadedAt) < options.OutageGrace)
            ? Judge(cached.SnapshotFor(model))
            : VerificationResult.StoreUnavailable;

    // A replica that has lost its primary keeps returning its last state. While the follower is fresh, this does no harm: the cache
    // knows the changes that were followed and rejects readings that predate them.
    private bool IsFromBehind(in FactsReading reading, DateTimeOffset now) => !freshness.IsFresh && now - reading.Heartbeat >= Freshness.TrustedFor;

    private Task<Lookup> LookUpOnceAsync(TokenDigest digest)
    {
        var mine = new TaskCompletionSource<Lookup>(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = _underWay.GetOrAdd(digest, mine.Task);
        if (task == mine.Task)
            _ = LookUpAsync(digest, mine);
        return task;
    }

    // If the store is slow, a lookup may wait long for its turn, and a concurrent change restarts it. The timeout covers all of this,
    // and once it has elapsed the store is not queried for callers that no longer wait.
    private async Task LookUpAsync(TokenDigest digest, TaskCompletionSource<Lookup> waiters)
    {
        await using var limit = time.CreateTimer(_ => End(digest, waiters, Task.FromResult(default(Lookup))), null, options.LookupTimeout, Timeout.InfiniteTimeSpan);
        await _gate.WaitAsync();
        var lookup = !waiters.Task.IsCompleted && MayAsk() ? FillAsync(digest) : Task.FromResult(default(Lookup));
        await ((Task)lookup).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _gate.Release();
        End(digest, waiters, lookup);
    }

    // Removed from the table before the waiters continue, so that their next lookup is a new read.
    private void End(TokenDigest digest, TaskCompletionSource<Lookup> waiters, Task<Lookup> lookup)
    {
        _underWay.TryRemove(new KeyValuePair<TokenDigest, Task<Lookup>>(digest, waiters.Task));
        waiters.TrySetFromTask(lookup);
    }

    // During a known outage, requests do not wait one after the other for an unavailable store; the outage rule decides at once.
    private bool MayAsk()
    {
        var unansweredAt = Volatile.Read(ref _unansweredAt);
        if (unansweredAt == long.MinValue || freshness.IsFresh)
            return true;
        var now = time.GetTimestamp();
        return now - unansweredAt >= _askAgainTicks && Interlocked.CompareExchange(ref _unansweredAt, now, unansweredAt) == unansweredAt;
    }

    private async Task<Lookup> FillAsync(TokenDigest digest)
    {
        try
        {
            if (await FillFromSharedAsync(digest) is { Answered: true } known)
                return known;
            for (var attempt = 0; attempt < FillAttempts; attempt++)
            {
                var position = cache.BeginFill();

                // The previous lookup may have filled the cache after this caller checked it.
                if (TryFindFresh(digest, out var found))
                    return new Lookup(Answered: true, position, found);
                var (loadedAt, now) = (time.GetTimestamp(), time.GetUtcNow());
                var reading = await source.ReadFactsAsync(digest, CancellationToken.None).AsTask().WaitAsync(options.LookupTimeout, time);
                if (IsFromBehind(reading, now))
                    break;
                Volatile.Write(ref _unansweredAt, long.MinValue);
                Interlocked.Increment(ref _storeFills);
                if (cache.TryFill(position, digest, reading, loadedAt, out var cached))
                {
                    if (cached is not null)
                        shared.Write(digest, reading);
                    return new Lookup(Answered: true, position, cached);
                }

                // The reading may belong to a sequence that the follower has not seen yet.
                await freshness.Polls.RequestAndWaitAsync(CancellationToken.None);
            }
        }
        catch (Exception failure) when (failure is StoreUnavailableException or TimeoutException)
        {
            // No answer: the waiters apply the outage rule.
            Volatile.Write(ref _unansweredAt, time.GetTimestamp());
        }

        // Also for a replica that lags, and after a change during every attempt: reporting no answer is safe, because the client retries.
        return default;
    }

    // Facts that another node read are trusted like cached ones: while the follower is fresh, and if no change can be missing from
    // them. Otherwise the store decides, as it does for unknown digests.
    private async ValueTask<Lookup> FillFromSharedAsync(TokenDigest digest)
    {
        if (!shared.IsOn || !freshness.IsFresh || TryFindFresh(digest, out _))
            return default;
        var (position, startedAt) = (cache.BeginFill(), time.GetTimestamp());
        if (await shared.ReadAsync(digest) is not { } entry || !freshness.IsFresh)
            return default;
        var loadedAt = startedAt - (long)(entry.Age.TotalSeconds * time.TimestampFrequency);
        if (time.GetTimestamp() - loadedAt >= _maxAgeTicks || !cache.TryFillShared(position, digest, entry.Reading, loadedAt, out var cached))
            return default;
        Interlocked.Increment(ref _sharedFills);
        return new Lookup(Answered: true, position, cached);
    }

    /// <param name="Answered">False (the default) if the store did not answer, or a change interfered with every attempt.</param>
    /// <param name="Position">The position in the change feed before the read.</param>
    /// <param name="Cached">The entry; null if the digest is unknown.</param>
    private readonly record struct Lookup(bool Answered, long Position, CachedToken? Cached);
}
