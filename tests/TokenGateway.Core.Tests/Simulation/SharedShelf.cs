using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>
/// The second-level cache that all nodes share, at its worst: it keeps every entry that was ever written and returns any of them,
/// as a cache would that was restored from a backup or is played old entries by an attacker.
/// </summary>
internal sealed class SharedShelf(VirtualTime time, Seed seed)
{
    private readonly Dictionary<TokenDigest, List<(FactsReading Reading, DateTimeOffset ReadAt)>> _entries = [];

    public void Write(TokenDigest digest, in FactsReading reading, DateTimeOffset readAt)
    {
        if (!_entries.TryGetValue(digest, out var entries))
            _entries[digest] = entries = [];
        entries.Add((reading, readAt));
    }

    /// <summary>The newest entry, or one time in three any other.</summary>
    public async Task<(FactsReading Reading, DateTimeOffset ReadAt)?> ReadAsync(TokenDigest digest)
    {
        await time.PassAsync(seed.Between(0.0002, 0.05));
        if (!_entries.TryGetValue(digest, out var entries))
            return null;
        var entry = seed.Chance(0.3) ? seed.Pick(entries) : entries[^1];
        await time.PassAsync(seed.Between(0.0002, 0.05));
        return entry;
    }
}
