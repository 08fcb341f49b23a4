using Microsoft.Extensions.Caching.Distributed;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Redis.Facts;

/// <summary>The second-level cache in Redis.</summary>
/// <param name="server">The server, which bounds every wait and is not called while it is unavailable.</param>
/// <param name="cache">The storage of the entries.</param>
/// <param name="seal">Names and authenticates the entries.</param>
/// <param name="keep">The lifetime of an entry in Redis.</param>
/// <param name="time">The clock that determines the age of an entry.</param>
internal sealed class RedisFacts(RedisServer server, IDistributedCache cache, FactsSeal seal, TimeSpan keep, TimeProvider time) : ISharedFacts
{
    private const int MaxWritesAtOnce = 64;

    private readonly DistributedCacheEntryOptions _options = new() { AbsoluteExpirationRelativeToNow = keep };
    private int _writes;

    public bool IsOn => true;

    public async ValueTask<SharedFactsEntry?> ReadAsync(TokenDigest digest)
    {
        if (!server.IsAvailable)
            return null;
        var name = seal.NameOf(digest);
        return await server.TryAskAsync(() => cache.GetAsync(name)) is { } entry && seal.Open(name, entry) is { IsEmpty: false } content
            ? SharedFactsRecord.Read(content, time.GetUtcNow())
            : null;
    }

    public void Write(in TokenDigest digest, in FactsReading reading)
    {
        // Facts without a cursor can never be proven current.
        if (reading.Facts is not { } facts || reading.AsOf.IsNone || !server.IsAvailable)
            return;
        if (Interlocked.Increment(ref _writes) > MaxWritesAtOnce)
        {
            Interlocked.Decrement(ref _writes);
            return;
        }

        var name = seal.NameOf(digest);
        _ = WriteAsync(name, seal.Seal(name, SharedFactsRecord.Write(facts, reading.AsOf, time.GetUtcNow())));
    }

    private async Task WriteAsync(string name, byte[] entry)
    {
        await server.TellAsync(() => cache.SetAsync(name, entry, _options));
        Interlocked.Decrement(ref _writes);
    }
}
