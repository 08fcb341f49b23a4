using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Core.Verification;

/// <summary>A cache entry: the facts, and the snapshot for the configuration generation that used it last.</summary>
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

    /// <summary>When the facts were read, as a timestamp of the clock.</summary>
    public long LoadedAt { get; }

    /// <summary>The usage counter, shared by the snapshots of all generations.</summary>
    public UsageCounter Usage { get; }

    /// <summary>Set once, when changes may have been missed: the entry must be reloaded before it is trusted.</summary>
    public bool IsDoubted => _isDoubted;

    internal int Place { get; set; }

    /// <summary>The entry of another secret of the same token, the one before a rotation. A linked list, mostly of one entry.</summary>
    internal CachedToken? NextOfToken { get; set; }

    /// <summary>The entries of the same owner: a doubly linked list, because there may be many.</summary>
    internal CachedToken? NextOfOwner { get; set; }

    internal CachedToken? PreviousOfOwner { get; set; }

    /// <summary>
    /// The snapshot for a generation, compiled from the facts without the store if the generation is new. The snapshot of a doubted entry
    /// is already dead, so that no connection remembers it.
    /// </summary>
    public TokenSnapshot SnapshotFor(AccessModel model)
    {
        var snapshot = _snapshot;
        return snapshot is not null && ReferenceEquals(snapshot.Model, model) ? snapshot : Compile(model);
    }

    // Written only on change: a frequently used entry would otherwise dirty its cache line on every request.
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
        // Full fence: otherwise this read could be reordered before the write above, so that this misses the new snapshot and Compile the mark.
        Interlocked.MemoryBarrier();
        _snapshot?.MarkDead();
    }

    private TokenSnapshot Compile(AccessModel model)
    {
        var compiled = TokenSnapshot.Compile(Facts, model, Usage);
        // Exchanged, because several first users may compile at once: a snapshot that nothing refers to could never be marked dead,
        // and a connection's memo of it would outlive the token.
        var replaced = Interlocked.Exchange(ref _snapshot, compiled);
        // A memo of the earlier generation is looked up again, and a removal in the meantime is not missed.
        replaced?.MarkDead();
        if (_isDead || _isDoubted)
            compiled.MarkDead();
        return compiled;
    }
}
