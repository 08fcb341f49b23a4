using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Cache</c>: the cache of verified tokens.</summary>
internal sealed class CacheConfig(ConfigNode? node)
{
    public const string Section = "Cache";

    private static readonly KeyList Keys = new();

    private static readonly Key<int> CapacityKey = Keys.Add<int>("Capacity", new IntegerShape(1, 100_000_000), "The maximum number of tokens in memory.", "100000");

    private static readonly Key<TimeSpan> MaxAgeKey = Keys.Add<TimeSpan>("MaxAge", new DurationShape("1s", "1d"), "The maximum age of an entry before it is read from the store again.", "\"10m\"");

    public static readonly ObjectShape Shape = Keys.Shape;

    public int Capacity { get; } = CapacityKey.In(node);

    /// <summary>The maximum age of an entry before it is read again, whatever the change feed reports.</summary>
    public TimeSpan MaxAge { get; } = MaxAgeKey.In(node);
}
