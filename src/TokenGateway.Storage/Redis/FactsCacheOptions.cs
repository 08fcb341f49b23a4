namespace TokenGateway.Storage.Redis;

/// <summary>The options of the second-level cache of facts.</summary>
/// <param name="Key">The key, at least 32 bytes, the same on all nodes and not stored in Redis. A secret.</param>
/// <param name="Keep">The lifetime of an entry, the same as in the in-memory cache.</param>
public sealed record FactsCacheOptions(byte[] Key, TimeSpan Keep)
{
    /// <summary>The minimum length of the key, in bytes.</summary>
    public const int MinKeyLength = 32;
}
