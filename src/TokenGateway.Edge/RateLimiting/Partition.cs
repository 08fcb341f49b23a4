namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The count of one caller. It is its own lock (<c>lock (partition)</c>): a separate object would cost as much memory as the count.
/// There is no timer: every access first advances it to the current time. Times are ticks of 100 ns on a monotonic clock.
/// </summary>
internal abstract class Partition(PartitionKey key)
{
    public PartitionKey Key { get; } = key;

    /// <summary>Whether the table evicted this partition. A caller that still holds it must look up the partition again.</summary>
    public bool IsEvicted { get; set; }

    /// <summary>
    /// The remaining permits; negative if costs that became known later exceeded them. Valid right after <see cref="Advance"/>, like
    /// all members below.
    /// </summary>
    public abstract long Remaining { get; }

    /// <summary>Ticks until <paramref name="permits"/> permits are available; 0 if they are.</summary>
    public abstract long Until(long permits);

    /// <summary>Ticks until all permits are available; 0 if they are, in which case a new partition would be equivalent.</summary>
    public abstract long UntilFull { get; }

    /// <summary>Takes permits even if there are not enough.</summary>
    public abstract void Take(long permits);

    /// <summary>
    /// Returns permits taken at <paramref name="takenAt"/>. Permits that have been replenished since are not returned twice.
    /// </summary>
    public abstract void ReturnPermits(long permits, long takenAt);

    /// <summary>
    /// Replenishes the permits due by <paramref name="now"/>. A time before the last one, as from a thread that was preempted, has no
    /// effect.
    /// </summary>
    public abstract void Advance(long now);
}
