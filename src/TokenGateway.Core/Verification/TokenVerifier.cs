using System.Collections.Concurrent;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

/// <summary>
/// Digest -> <see cref="VerificationResult"/>. The synchronous path answers from the cache without lock or allocation; the
/// other asks the store, once for all who wait for the same digest, and at most 64 digests at a time.
/// </summary>
public sealed class TokenVerifier(
    TokenCache cache, ITokenStore store, Freshness freshness, VerifierOptions options, TimeProvider time)
    : IDisposable
{
    private const int ConcurrentLookups = 64;
    private const int FillAttempts = 4;

    private readonly ConcurrentDictionary<TokenDigest, Task<Lookup>> _underWay = new();
    private readonly SemaphoreSlim _gate = new(ConcurrentLookups);
    private readonly long _maxAgeTicks = (long)(options.MaxAge.TotalSeconds * time.TimestampFrequency);

    /// <summary>Whether what was verified before on this connection may be used without looking again.</summary>
    public bool IsCurrent(TokenSnapshot snapshot, AccessModel model)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return !snapshot.IsDead && ReferenceEquals(snapshot.Model, model)
            && (snapshot.Token.Id.IsDeclared || freshness.IsFresh);
    }

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

        if (freshness.IsFresh)
        {
            if (cache.TryGet(digest, out var cached) && time.GetTimestamp() - cached.LoadedAt < _maxAgeTicks)
            {
                verification = Judge(cached.SnapshotFor(model));
                return true;
            }

            if (cache.IsKnownUnknown(digest))
            {
                verification = VerificationResult.Unknown;
                return true;
            }
        }

        verification = default;
        return false;
    }

    /// <summary>Asks the store. Never throws for a store that does not answer: that is an outcome.</summary>
    public async ValueTask<VerificationResult> VerifyAsync(TokenDigest digest, AccessModel model, CancellationToken cancellationToken)
    {
        if (TryVerify(digest, model, out var known))
            return known;
        var lookup = await LookUpOnceAsync(digest).WaitAsync(cancellationToken);
        if (!lookup.Answered)
            return DuringOutage(digest, model);
        return lookup.Cached is { } cached ? Judge(cached.SnapshotFor(model)) : VerificationResult.Unknown;
    }

    public void Dispose() => _gate.Dispose();

    // Cached tokens go on for the grace, unknown ones are neither let in nor called wrong.
    private VerificationResult DuringOutage(in TokenDigest digest, AccessModel model) =>
        freshness.Age < options.OutageGrace && cache.TryGet(digest, out var cached)
            ? Judge(cached.SnapshotFor(model))
            : VerificationResult.StoreUnavailable;

    private Task<Lookup> LookUpOnceAsync(TokenDigest digest)
    {
        var mine = new TaskCompletionSource<Lookup>(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = _underWay.GetOrAdd(digest, mine.Task);
        if (task == mine.Task)
            _ = LookUpAsync(digest, mine);
        return task;
    }

    private async Task LookUpAsync(TokenDigest digest, TaskCompletionSource<Lookup> waiters)
    {
        await _gate.WaitAsync();
        var lookup = FillAsync(digest);
        await ((Task)lookup).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gate.Release();

        // Out of the table before the waiters run: what they ask next must be a new read.
        _underWay.TryRemove(new KeyValuePair<TokenDigest, Task<Lookup>>(digest, waiters.Task));
        waiters.SetFromTask(lookup);
    }

    private async Task<Lookup> FillAsync(TokenDigest digest)
    {
        try
        {
            for (var attempt = 0; attempt < FillAttempts; attempt++)
            {
                var position = cache.BeginFill();
                var loadedAt = time.GetTimestamp();
                var facts = await store.FindAsync(digest, CancellationToken.None).AsTask().WaitAsync(options.LookupTimeout, time);
                if (cache.TryFill(position, digest, facts, loadedAt, out var cached))
                    return new Lookup(Answered: true, cached);
            }
        }
        catch (Exception failure) when (failure is StoreUnavailableException or TimeoutException)
        {
            // Not answered: the waiters decide by the outage rule.
        }

        // Also when it changed under every attempt: not knowing is the safe answer, the client comes again.
        return default;
    }

    private readonly record struct Lookup(bool Answered, CachedToken? Cached);
}
