namespace TokenGateway.Core.Storage;

/// <summary>Who is told of changes: the cache, by the follower and, at once, by the lifecycle of the same process.</summary>
public interface IChangeSink
{
    /// <summary>A change of this process, which has no number yet.</summary>
    void Apply(in Change change);

    /// <summary>Nothing is known to be current any more.</summary>
    void Reset();

    /// <summary>What a follower read.</summary>
    void Follow(in ChangeBatch batch)
    {
        if (batch.IsReset)
            Reset();
        foreach (var change in batch.Changes)
            Apply(change);
    }
}
