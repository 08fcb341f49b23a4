namespace TokenGateway.Core.Storage;

/// <summary>Who is told of changes: the cache, by the follower and, at once, by the lifecycle of the same process.</summary>
public interface IChangeSink
{
    void Apply(in Change change);

    /// <summary>Nothing is known to be current any more.</summary>
    void Reset();
}
