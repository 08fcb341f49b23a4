namespace TokenGateway.Storage.Redis;

/// <summary>The second-level cache of facts.</summary>
/// <param name="Key">At least 32 bytes, the same on all nodes and not in Redis. A secret.</param>
/// <param name="Keep">How long an entry is used; that of the cache in memory.</param>
public sealed record FactsCacheOptions(byte[] Key, TimeSpan Keep)
{
    /// <summary>Bytes that a key has at least.</summary>
    public const int MinKeyLength = 32;
}
