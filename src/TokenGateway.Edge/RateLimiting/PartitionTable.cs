using System.Collections.Concurrent;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The partitions of a limit, bounded in number. Known callers are found without a lock. When the table is full, a new caller
/// replaces a partition that has all its permits, which loses nothing. If the next few slots have none, new callers share one
/// partition, so that memory does not grow and nobody regains permits that were just spent.
/// </summary>
internal sealed class PartitionTable(int capacity)
{
    // Every new caller advances the clock hand, so a full table is cleaned up at the rate of new callers.
    private const int PlacesLookedAt = 16;

    private readonly ConcurrentDictionary<PartitionKey, Partition> _byKey = new();
    private readonly List<Partition> _places = [];
    private readonly Dictionary<int, Partition> _shared = [];
    private readonly Lock _adding = new();
    private int _hand;

    public int Count => _byKey.Count;

    /// <summary>Returns the caller's partition, or the one that new callers share. It may be evicted before the caller locks it.</summary>
    public Partition Find(in PartitionKey key, RateLimitRule rule, long now) =>
        _byKey.TryGetValue(key, out var known) ? known : Add(key, rule, now);

    private Partition Add(in PartitionKey key, RateLimitRule rule, long now)
    {
        lock (_adding)
        {
            if (_byKey.TryGetValue(key, out var known))
                return known;
            var place = TakePlace(now);
            if (place < 0)
                return SharedBy(rule, now);
            var added = rule.CreatePartition(key, now);
            if (place == _places.Count)
                _places.Add(added);
            else
                _places[place] = added;
            _byKey[key] = added;
            return added;
        }
    }

    private int TakePlace(long now)
    {
        if (_places.Count < capacity)
            return _places.Count;
        for (var i = 0; i < Math.Min(PlacesLookedAt, capacity); i++)
        {
            var place = _hand;
            _hand = (_hand + 1) % capacity;
            if (TryGiveUp(_places[place], now))
                return place;
        }

        return -1;
    }

    // A partition that another thread holds is in use.
    private bool TryGiveUp(Partition partition, long now)
    {
        if (!Monitor.TryEnter(partition))
            return false;
        try
        {
            partition.Advance(now);
            if (partition.UntilWhole > 0)
                return false;
            partition.IsGone = true;
            _byKey.TryRemove(partition.Key, out _);
            return true;
        }
        finally
        {
            Monitor.Exit(partition);
        }
    }

    private Partition SharedBy(RateLimitRule rule, long now)
    {
        if (!_shared.TryGetValue(rule.Index, out var shared))
            _shared[rule.Index] = shared = rule.CreatePartition(new PartitionKey(null, 0, rule.Index), now);
        return shared;
    }
}
