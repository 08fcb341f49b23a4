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

    /// <summary>Permits that are there. Right after <see cref="Advance"/>, as all that follows.</summary>
    public abstract long Remaining { get; }

    /// <summary>Until there is a permit; 0: there is one.</summary>
    public abstract long UntilPermit { get; }

    /// <summary>Until all permits are there; 0: they are, and a new partition would be no different.</summary>
    public abstract long UntilWhole { get; }

    /// <summary>Takes one of the permits that are there.</summary>
    public abstract void Take();

    /// <summary>
    /// Gives back what has come back until now. A moment before the last one, which a thread that was interrupted brings,
    /// changes nothing.
    /// </summary>
    public abstract void Advance(long now);
}
