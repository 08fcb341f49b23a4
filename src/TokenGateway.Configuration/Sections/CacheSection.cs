using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Cache</c>.</summary>
internal static class CacheSection
{
    public const string Key = "Cache";

    public static readonly ObjectShape Shape = new(
        new("Capacity", new IntegerShape(1, 100_000_000), "The largest number of tokens in memory.", "100000"),
        new("MaxAge", new DurationShape("1s", "1d"), "After it a token is read from the store again.", "\"10m\""));

    public static CacheConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new CacheConfig
        {
            Path = $"{ConfigPath.Gateway}:{Key}",
            Capacity = node.Integer("Capacity") ?? 100_000,
            MaxAge = node.Duration("MaxAge") ?? TimeSpan.FromMinutes(10),
        };
    }
}
