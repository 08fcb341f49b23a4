namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// One count. Its own lock guards it (<c>lock (partition)</c>: a separate object would cost as much memory as the count).
/// Nothing runs by itself: whoever asks brings it up to now. Times are ticks of 100 ns since some moment of the clock.
/// </summary>
internal abstract class Partition(PartitionKey key)
{
    public PartitionKey Key { get; } = key;

    /// <summary>It was given up for another; whoever still has it looks again.</summary>
    public bool IsGone { get; set; }

    /// <summary>
    /// Permits that are there; below 0 where costs that became known later exceeded them. Right after <see cref="Advance"/>, as
    /// all that follows.
    /// </summary>
    public abstract long Remaining { get; }

    /// <summary>Until so many permits are there; 0: they are.</summary>
    public abstract long Until(long permits);

    /// <summary>Until all permits are there; 0: they are, and a new partition would be no different.</summary>
    public abstract long UntilWhole { get; }

    /// <summary>Takes permits whether they are there or not.</summary>
    public abstract void Take(long permits);

    /// <summary>
    /// Gives back permits that were taken, as of when they were: those that have come back by themselves since are not given twice.
    /// </summary>
    public abstract void GiveBack(long permits, long takenAt);

    /// <summary>
    /// Gives back what has come back until now. A moment before the last one, which a thread that was interrupted brings,
    /// changes nothing.
    /// </summary>
    public abstract void Advance(long now);
}
