using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Core.Verification;

/// <summary>One cache entry: the facts, and the snapshot of the configuration generation that asked last.</summary>
internal sealed class CachedToken
{
    private volatile TokenSnapshot? _snapshot;
    private volatile bool _isDead;
    private volatile bool _isDoubted;
    private bool _wasTouched;

    internal CachedToken(TokenDigest digest, TokenFacts facts, long loadedAt) =>
        (Digest, Facts, LoadedAt, Usage) = (digest, facts, loadedAt, new UsageCounter(facts.Token.Id));

    public TokenDigest Digest { get; }

    public TokenFacts Facts { get; }

    /// <summary>When it was read, in the clock's timestamps.</summary>
    public long LoadedAt { get; }

    /// <summary>Its uses; of every generation's snapshot.</summary>
    public UsageCounter Usage { get; }

    /// <summary>Set once, when nobody can tell what was missed: it is to be read again before it is trusted.</summary>
    public bool IsDoubted => _isDoubted;

    internal int Place { get; set; }

    /// <summary>Another secret of the same token: the one before a rotation. A list, mostly of one.</summary>
    internal CachedToken? NextOfToken { get; set; }

    /// <summary>
    /// The snapshot for a generation, compiled from the facts without the store when the generation is new. Of a doubted entry
    /// it is dead already, so that no connection remembers it.
    /// </summary>
    public TokenSnapshot SnapshotFor(AccessModel model)
    {
        var snapshot = _snapshot;
        return snapshot is not null && ReferenceEquals(snapshot.Model, model) ? snapshot : Compile(model);
    }

    // Written only when it changes: a hot entry would otherwise dirty its cache line on every request.
    internal void Touch()
    {
        if (!_wasTouched)
            _wasTouched = true;
    }

    internal bool TakeSecondChance()
    {
        var touched = _wasTouched;
        _wasTouched = false;
        return touched;
    }

    internal void MarkDoubted()
    {
        _isDoubted = true;
        KillSnapshot();
    }

    internal void MarkDead()
    {
        _isDead = true;
        KillSnapshot();
    }

    private void KillSnapshot()
    {
        // Full fence: without it this read may pass the write above, and Compile may miss the mark as this misses its snapshot.
        Interlocked.MemoryBarrier();
        _snapshot?.MarkDead();
    }

    private TokenSnapshot Compile(AccessModel model)
    {
        var compiled = TokenSnapshot.Compile(Facts, model, Usage);
        // Exchanged, because several first users compile at once: a snapshot that nobody knows could never be marked
        // dead, and a connection's memo of it would outlive the token.
        var replaced = Interlocked.Exchange(ref _snapshot, compiled);
        // A memo of the earlier generation looks again; and a removal that came in between is not missed.
        replaced?.MarkDead();
        if (_isDead || _isDoubted)
            compiled.MarkDead();
        return compiled;
    }
}
