using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Verification;

/// <summary>
/// Maps digests to facts, with bounded size. A hit takes no lock and allocates nothing. Writers share one lock; when full, the
/// second-chance (CLOCK) algorithm evicts an entry that was not used recently. A fill loses against a change to its token or owner
/// if it began before the change or read older data. Unknown digests are remembered in <see cref="UnknownDigests"/>.
/// </summary>
public sealed class TokenCache : IChangeSink
{
    private const int FirstPlaces = 1024;

    private readonly ConcurrentDictionary<TokenDigest, CachedToken> _byDigest;
    private readonly Dictionary<TokenId, CachedToken> _byToken = [];
    private readonly Dictionary<UserId, CachedToken> _byOwner = [];
    private readonly int _capacity;
    private readonly ChangeJournal _journal = new();
    private readonly UnknownDigests _unknown;
    private readonly Lock _writing = new();

    // Grows to the capacity: most gateways have few tokens.
    private CachedToken?[] _ring;
    private int _hand;

    /// <param name="capacity">The maximum number of entries, at least 1.</param>
    /// <param name="time">The clock that expires unknown digests.</param>
    public TokenCache(int capacity, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentNullException.ThrowIfNull(time);
        _capacity = capacity;
        _ring = new CachedToken?[Math.Min(capacity, FirstPlaces)];
        _unknown = new UnknownDigests(time);
        _byDigest = new ConcurrentDictionary<TokenDigest, CachedToken>();
    }

    internal int Capacity => _capacity;

    internal int Count => _byDigest.Count;

    /// <summary>The number of tokens in the index, which must not outlive their entries.</summary>
    internal int IndexedTokens => _byToken.Count;

    internal int IndexedOwners => _byOwner.Count;

    internal bool TryGet(in TokenDigest digest, [MaybeNullWhen(false)] out CachedToken cached)
    {
        if (!_byDigest.TryGetValue(digest, out cached))
            return false;
        cached.Touch();
        return true;
    }

    internal bool IsKnownUnknown(in TokenDigest digest) => _unknown.Contains(digest);

    /// <summary>Marks the position before the store is read; passed back with the result of the read.</summary>
    internal long BeginFill() => _journal.Position;

    /// <summary>
    /// Caches a reading. Returns false if a change in the meantime may concern it, or the reading predates one; the caller must read again.
    /// </summary>
    /// <param name="startedAt">The result of <see cref="BeginFill"/> before the read.</param>
    /// <param name="digest">The digest that was looked up.</param>
    /// <param name="reading">The result of the read.</param>
    /// <param name="loadedAt">The clock's timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the read.</param>
    /// <param name="cached">The entry; null if the digest is unknown.</param>
    internal bool TryFill(long startedAt, in TokenDigest digest, in FactsReading reading, long loadedAt, out CachedToken? cached)
    {
        var facts = reading.Facts;
        lock (_writing)
        {
            cached = null;
            if (_journal.MayConcern(startedAt, facts) || _journal.IsBehind(reading.AsOf, facts))
                return false;
            if (facts is null)
            {
                // An earlier entry is not kept for an outage: the store has answered.
                if (_byDigest.TryGetValue(digest, out var gone))
                    Remove(gone);
                _unknown.Add(digest);
                return true;
            }

            cached = Keep(digest, facts, loadedAt);
            return true;
        }
    }

    /// <summary>
    /// Caches facts that another node read. Returns false if they cannot be proven current; the caller must read the store.
    /// </summary>
    /// <inheritdoc cref="TryFill" path="/param"/>
    internal bool TryFillShared(long startedAt, in TokenDigest digest, in FactsReading reading, long loadedAt, [NotNullWhen(true)] out CachedToken? cached)
    {
        lock (_writing)
        {
            cached = reading.Facts is { } facts && !_journal.MayConcern(startedAt, facts) && _journal.Proves(reading.AsOf, facts)
                ? Keep(digest, facts, loadedAt)
                : null;
            return cached is not null;
        }
    }

    /// <summary>Whether no change since <paramref name="startedAt"/> may concern what was read then.</summary>
    internal bool Holds(long startedAt, TokenFacts? facts)
    {
        lock (_writing)
            return !_journal.MayConcern(startedAt, facts);
    }

    public void Apply(in Change change)
    {
        lock (_writing)
            Apply(change, seenAt: default);
    }

    /// <summary>Applies a batch. A reset keeps the entries but marks them as doubted: each is reloaded before it is trusted.</summary>
    public void Follow(in ChangeBatch batch)
    {
        lock (_writing)
        {
            if (batch.IsReset)
                DoubtAll(batch);
            foreach (var change in batch.Changes)
                Apply(change, batch.Cursor);
            _journal.Follow(batch.Cursor);
        }
    }

    public void Reset()
    {
        lock (_writing)
        {
            _journal.Reset();
            foreach (var cached in _byDigest.Values)
                Remove(cached);
            _unknown.Clear();
        }
    }

    private void DoubtAll(in ChangeBatch batch)
    {
        _journal.Reset(batch.History.IsDefault ? batch.Cursor : batch.HistorySince);
        foreach (var cached in _byDigest.Values)
            cached.MarkDoubted();
        _unknown.Clear();
        if (batch.History.IsDefault)
            return;
        for (var at = 0; at < batch.History.Length; at++)
            _journal.Add(batch.History[at], batch.HistoryAt(at));
    }

    private void Apply(in Change change, in ChangeCursor seenAt)
    {
        _journal.Add(change, seenAt);
        switch (change.Kind)
        {
            case ChangeKind.UserChanged:
                if (UserId.TryParse(change.Key, out var owner))
                    RemoveAllOf(owner);
                break;
            default:
                if (TokenId.TryParse(change.Key, out var id))
                    RemoveAllOf(id);
                if (change.Kind == ChangeKind.TokenAdded)
                    _unknown.Clear();
                break;
        }
    }

    private CachedToken Keep(in TokenDigest digest, TokenFacts facts, long loadedAt)
    {
        var cached = new CachedToken(digest, WithSharedOwner(facts), loadedAt);
        Put(cached);
        return cached;
    }

    private void Put(CachedToken cached)
    {
        // One entry per digest; a change finds all entries of a token by its id.
        if (_byDigest.TryGetValue(cached.Digest, out var old))
            Remove(old);
        var place = TakePlace();
        cached.Place = place;
        _ring[place] = cached;
        LinkToToken(cached);
        LinkToOwner(cached);
        _byDigest[cached.Digest] = cached;
    }

    private int TakePlace()
    {
        while (true)
        {
            var place = _hand;
            _hand = (_hand + 1) % _ring.Length;
            var there = _ring[place];
            if (there is null)
                return place;
            if (_ring.Length < _capacity)
                return Grow();
            if (there.TakeSecondChance())
                continue;
            Remove(there);
            return place;
        }
    }

    // Returns the first new place.
    private int Grow()
    {
        var place = _ring.Length;
        Array.Resize(ref _ring, (int)Math.Min(_capacity, 2L * place));
        _hand = (place + 1) % _ring.Length;
        return place;
    }

    private void Remove(CachedToken cached)
    {
        // Marked dead first: a connection's memo must not outlive the entry.
        cached.MarkDead();
        _byDigest.TryRemove(new KeyValuePair<TokenDigest, CachedToken>(cached.Digest, cached));
        if (_ring[cached.Place] == cached)
            _ring[cached.Place] = null;
        UnlinkFromToken(cached);
        UnlinkFromOwner(cached);
    }

    // Entries of one owner share a single owner object. The known one is as current as the one just read: a change of the owner
    // removes all of the owner's entries.
    private TokenFacts WithSharedOwner(TokenFacts facts) =>
        facts.Owner is { } owner && _byOwner.TryGetValue(owner.Id, out var other) && other.Facts.Owner is { } known && known.IsSame(owner)
            ? facts with { Owner = known }
            : facts;

    private void RemoveAllOf(TokenId id)
    {
        while (_byToken.TryGetValue(id, out var one))
            Remove(one);
    }

    private void RemoveAllOf(UserId owner)
    {
        while (_byOwner.TryGetValue(owner, out var one))
            Remove(one);
    }

    private void LinkToToken(CachedToken cached)
    {
        cached.NextOfToken = _byToken.GetValueOrDefault(cached.Facts.Token.Id);
        _byToken[cached.Facts.Token.Id] = cached;
    }

    private void LinkToOwner(CachedToken cached)
    {
        if (_byOwner.TryGetValue(cached.Facts.Token.Owner, out var first))
            (cached.NextOfOwner, first.PreviousOfOwner) = (first, cached);
        _byOwner[cached.Facts.Token.Owner] = cached;
    }

    private void UnlinkFromOwner(CachedToken cached)
    {
        if (cached.NextOfOwner is { } next)
            next.PreviousOfOwner = cached.PreviousOfOwner;
        if (cached.PreviousOfOwner is { } previous)
            previous.NextOfOwner = cached.NextOfOwner;
        else if (cached.NextOfOwner is { } first)
            _byOwner[cached.Facts.Token.Owner] = first;
        else
            _byOwner.Remove(cached.Facts.Token.Owner);
    }

    private void UnlinkFromToken(CachedToken cached)
    {
        var id = cached.Facts.Token.Id;
        if (!_byToken.TryGetValue(id, out var one))
            return;
        if (one == cached)
        {
            if (cached.NextOfToken is { } next)
                _byToken[id] = next;
            else
                _byToken.Remove(id);
            return;
        }

        while (one.NextOfToken is { } following && following != cached)
            one = following;
        if (one.NextOfToken == cached)
            one.NextOfToken = cached.NextOfToken;
    }
}
