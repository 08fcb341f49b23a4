using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Usage;

/// <summary>
/// Counts uses on the path of requests: no lock, no allocation, no clock, no store. A counter puts itself on the list
/// with its first use after a collection, so that collecting costs by what was used and not by what is cached.
/// </summary>
public sealed class UsageRecorder(TimeProvider time)
{
    private UsageCounter? _first;

    /// <param name="counter">The token's.</param>
    /// <param name="at">The clock's timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the request.</param>
    /// <param name="origin">From where it came.</param>
    public void Count(UsageCounter counter, long at, UsageOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(counter);
        if (counter.Add(at, origin))
            Enlist(counter);
    }

    /// <summary>
    /// What was used since the last call, an entry for each counter. The day of all of an entry is that of its last use:
    /// at midnight a few seconds' requests count for the day that begins.
    /// </summary>
    public IReadOnlyList<TokenUsage> Collect()
    {
        var (now, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        var used = new List<TokenUsage>();
        for (var counter = Interlocked.Exchange(ref _first, null); counter is not null;)
        {
            // Before it is taken: its next use puts it on the new list.
            var next = counter.Next;
            counter.Next = null;
            var (requests, at, origin) = counter.Take();
            var moment = now - time.GetElapsedTime(at, timestamp);
            used.Add(new TokenUsage(
                counter.Token, DateOnly.FromDateTime(moment.UtcDateTime), requests, new TokenUse(moment, origin.Address, origin.Place)));
            counter = next;
        }

        return used;
    }

    private void Enlist(UsageCounter counter)
    {
        UsageCounter? first;
        do
        {
            first = Volatile.Read(ref _first);
            counter.Next = first;
        }
        while (Interlocked.CompareExchange(ref _first, counter, first) != first);
    }
}
