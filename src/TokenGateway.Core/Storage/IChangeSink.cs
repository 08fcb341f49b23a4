namespace TokenGateway.Core.Storage;

/// <summary>Receives changes: the cache, from the follower and, immediately, from the lifecycle of the same process.</summary>
public interface IChangeSink
{
    /// <summary>Applies a change of this process, which has no number yet.</summary>
    void Apply(in Change change);

    /// <summary>Nothing cached is known to be current any more.</summary>
    void Reset();

    /// <summary>Applies a batch from a follower.</summary>
    void Follow(in ChangeBatch batch)
    {
        if (batch.IsReset)
            Reset();
        foreach (var change in batch.Changes)
            Apply(change);
    }
}
