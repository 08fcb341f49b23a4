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
    private const int SlotsChecked = 16;

    private readonly ConcurrentDictionary<PartitionKey, Partition> _byKey = new();
    private readonly List<Partition> _slots = [];
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
            var slot = TakeSlot(now);
            if (slot < 0)
                return SharedBy(rule, now);
            var added = rule.CreatePartition(key, now);
            if (slot == _slots.Count)
                _slots.Add(added);
            else
                _slots[slot] = added;
            _byKey[key] = added;
            return added;
        }
    }

    private int TakeSlot(long now)
    {
        if (_slots.Count < capacity)
            return _slots.Count;
        for (var i = 0; i < Math.Min(SlotsChecked, capacity); i++)
        {
            var slot = _hand;
            _hand = (_hand + 1) % capacity;
            if (TryEvict(_slots[slot], now))
                return slot;
        }

        return -1;
    }

    // A partition that another thread holds is in use.
    private bool TryEvict(Partition partition, long now)
    {
        if (!Monitor.TryEnter(partition))
            return false;
        try
        {
            partition.Advance(now);
            if (partition.UntilFull > 0)
                return false;
            partition.IsEvicted = true;
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
