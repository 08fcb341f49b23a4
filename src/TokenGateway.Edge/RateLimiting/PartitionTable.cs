using System.Collections.Concurrent;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The counts of a limit, of bounded number. A known caller is found without a lock. When full, a newcomer takes the
/// place of a count that has all its permits, which loses nothing; where the next few places hold none, newcomers share
/// one count, so that neither memory grows nor anyone gets back what was just spent.
/// </summary>
internal sealed class PartitionTable(int capacity)
{
    // Every newcomer moves the hand on, so a full table is tidied at the pace at which newcomers come.
    private const int PlacesLookedAt = 16;

    private readonly ConcurrentDictionary<PartitionKey, Partition> _byKey = new();
    private readonly List<Partition> _places = [];
    private readonly Dictionary<int, Partition> _shared = [];
    private readonly Lock _adding = new();
    private int _hand;

    public int Count => _byKey.Count;

    /// <summary>The caller's count, or the one that newcomers share. It may be gone by the time its lock is taken.</summary>
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

    // One that somebody holds is in use.
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
