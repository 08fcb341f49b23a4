namespace TokenGateway.Core.RateLimiting;

/// <summary>
/// Rate limit counters that all nodes share. A call completes within a bounded time or reports that the store is unavailable;
/// the fallback is up to the caller.
/// </summary>
public interface ISharedCounts
{
    /// <summary>Whether shared counters are configured. If not, each node counts on its own.</summary>
    bool IsOn { get; }

    /// <summary>
    /// The number of nodes that recently used these counters, including this one; at least 1. The last known number while the store
    /// is unavailable.
    /// </summary>
    int Nodes { get; }

    /// <summary>Atomically takes permits from every counter, or from none of them if any counter refuses.</summary>
    /// <returns>One result per counter, in the same order; null if the store is unavailable, in which case no permits were taken.</returns>
    ValueTask<SharedCount[]?> TryTakeAsync(ReadOnlyMemory<SharedTake> takes);

    /// <summary>
    /// Takes permits even if there are not enough, such as for a cost that became known later, or returns those of a lease (negative
    /// value). Failures are not reported: if the store is unavailable, the charge is lost.
    /// </summary>
    /// <param name="key">The key of the counter: the limit and the caller.</param>
    /// <param name="limit">The parameters of the limit.</param>
    /// <param name="permits">The number of permits; negative to return them.</param>
    /// <param name="at">When the permits were taken (<see cref="SharedCount.At"/>), so that they are returned to the same period; null for now.</param>
    void Charge(string key, SharedLimit limit, long permits, long? at = null);
}
