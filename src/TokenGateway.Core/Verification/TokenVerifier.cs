using System.Collections.Concurrent;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

/// <summary>
/// Digest -> <see cref="VerificationResult"/>. The synchronous path answers from the cache without lock or allocation; the
/// other asks the store, once for all who wait for the same digest, and at most 64 digests at a time.
/// </summary>
public sealed class TokenVerifier(
    TokenCache cache, IFactsSource source, ISharedFacts shared, Freshness freshness, VerifierOptions options, TimeProvider time)
    : IDisposable
{
    private const int ConcurrentLookups = 64;
    private const int FillAttempts = 4;

    // Whoever follows the changes asks four times a second and confirms freshness as soon as there is an answer; this is
    // for the case that only the changes cannot be read.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<TokenDigest, Task<Lookup>> _underWay = new();
    private readonly SemaphoreSlim _gate = new(ConcurrentLookups);
    private readonly long _maxAgeTicks = (long)(options.MaxAge.TotalSeconds * time.TimestampFrequency);
    private readonly long _askAgainTicks = (long)(AskAgainAfter.TotalSeconds * time.TimestampFrequency);
    private long _unansweredAt = long.MinValue;
    private long _storeFills;
    private long _sharedFills;

    /// <summary>How often the store was asked and answered.</summary>
    public long StoreFills => Interlocked.Read(ref _storeFills);

    /// <summary>How often facts that another node read were used in its place.</summary>
    public long SharedFills => Interlocked.Read(ref _sharedFills);

    /// <summary>Whether what was verified before on this connection may be used without looking again.</summary>
    public bool IsCurrent(TokenSnapshot snapshot, AccessModel model)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return IsOf(snapshot, model) && (snapshot.Token.Id.IsDeclared || freshness.IsRecent);
    }

    /// <summary>As <see cref="IsCurrent"/>, for those who have waited for <see cref="RefreshAsync"/> and have much to look at.</summary>
    public bool IsTrusted(TokenSnapshot snapshot, AccessModel model)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return IsOf(snapshot, model) && (snapshot.Token.Id.IsDeclared || freshness.IsFresh);
    }

    /// <summary>Has the store's changes looked at, where the last look is not recent: after that the cache answers again.</summary>
    public ValueTask RefreshAsync(CancellationToken cancellationToken) => freshness.RefreshAsync(cancellationToken);

    /// <summary>The outcome for a snapshot that is current.</summary>
    public VerificationResult Judge(TokenSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new VerificationResult(snapshot.StandingAt(time.GetUtcNow()), snapshot);
    }

    /// <summary>Answers without the store where that is possible; false: <see cref="VerifyAsync"/> must be asked.</summary>
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

    /// <summary>Asks the store. Never throws for a store that does not answer: that is an outcome.</summary>
    public async ValueTask<VerificationResult> VerifyAsync(TokenDigest digest, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.TryFindDeclared(digest, out var declared))
            return Judge(declared);
        await freshness.RefreshAsync(cancellationToken);
        for (var attempt = 0; attempt < FillAttempts; attempt++)
        {
            // By the rule of trust, not of recency: the look that was waited for may itself have taken long.
            if (TryVerifyCached(digest, model, out var known))
                return known;
            var lookup = await LookUpOnceAsync(digest).WaitAsync(cancellationToken);
            if (!lookup.Answered)
                return DuringOutage(digest, model);

            // A look-up that others began may be older than a change that this request comes after.
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

    // True with null: known to be unknown.
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

    // Cached tokens go on for the grace, unknown ones are neither let in nor called wrong. What was confirmed since a token is
    // doubted does not count for it: it goes on by when it was read.
    private VerificationResult DuringOutage(in TokenDigest digest, AccessModel model) =>
        freshness.Age < options.OutageGrace && cache.TryGet(digest, out var cached)
            && (!cached.IsDoubted || time.GetElapsedTime(cached.LoadedAt) < options.OutageGrace)
            ? Judge(cached.SnapshotFor(model))
            : VerificationResult.StoreUnavailable;

    // A replica that has lost its primary answers for ever what it last heard. While the follower is fresh it does not matter: the
    // cache knows what was followed, and refuses what is of before it.
    private bool IsFromBehind(in FactsReading reading, DateTimeOffset now) => !freshness.IsFresh && now - reading.Heartbeat >= Freshness.TrustedFor;

    private Task<Lookup> LookUpOnceAsync(TokenDigest digest)
    {
        var mine = new TaskCompletionSource<Lookup>(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = _underWay.GetOrAdd(digest, mine.Task);
        if (task == mine.Task)
            _ = LookUpAsync(digest, mine);
        return task;
    }

    // Where the store is slow, the turn of a look-up may come late, and a change under it begins it anew: all of that is waited for
    // no longer than an answer, and nothing is asked for those who wait no more.
    private async Task LookUpAsync(TokenDigest digest, TaskCompletionSource<Lookup> waiters)
    {
        await using var limit = time.CreateTimer(_ => End(digest, waiters, Task.FromResult(default(Lookup))), null, options.LookupTimeout, Timeout.InfiniteTimeSpan);
        await _gate.WaitAsync();
        var lookup = !waiters.Task.IsCompleted && MayAsk() ? FillAsync(digest) : Task.FromResult(default(Lookup));
        await ((Task)lookup).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _gate.Release();
        End(digest, waiters, lookup);
    }

    // Out of the table before the waiters run: what they ask next must be a new read.
    private void End(TokenDigest digest, TaskCompletionSource<Lookup> waiters, Task<Lookup> lookup)
    {
        _underWay.TryRemove(new KeyValuePair<TokenDigest, Task<Lookup>>(digest, waiters.Task));
        waiters.TrySetFromTask(lookup);
    }

    // In an outage that is known requests do not wait for a store that does not answer, one after the other; the outage
    // rule decides at once.
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

                // Whoever looked just before the last look-up filled the cache, and came here just after, reads nothing.
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

                // What was read may belong to a sequence that the follower has yet to meet.
                await freshness.Looks.AskAndWaitAsync(CancellationToken.None);
            }
        }
        catch (Exception failure) when (failure is StoreUnavailableException or TimeoutException)
        {
            // Not answered: the waiters decide by the outage rule.
            Volatile.Write(ref _unansweredAt, time.GetTimestamp());
        }

        // Also from a replica that is behind, and when it changed under every attempt: not knowing is the safe answer, the client comes again.
        return default;
    }

    // Facts that another node read are trusted as cached ones are: while the follower is fresh, and no change can be missing from
    // them. Otherwise the store decides. It also decides what is unknown.
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

    /// <param name="Answered">False, as in the default: the store did not answer, or changed under every attempt.</param>
    /// <param name="Position">Where the sequence of changes stood before the read.</param>
    /// <param name="Cached">Null: unknown.</param>
    private readonly record struct Lookup(bool Answered, long Position, CachedToken? Cached);
}
