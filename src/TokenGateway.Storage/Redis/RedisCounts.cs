using System.Globalization;
using StackExchange.Redis;
using TokenGateway.Core.RateLimiting;

namespace TokenGateway.Storage.Redis;

/// <summary>Counters in Redis: one script call for all counters of a request, by the clock of Redis.</summary>
internal sealed class RedisCounts(RedisServer server, RedisPresence presence) : ISharedCounts
{
    private const int ValuesOfCount = 5;

    // A paused server executes abandoned calls when it continues; after this time the script must not count them.
    private static readonly TimeSpan UsefulFor = TimeSpan.FromSeconds(1);

    private static readonly string Script = RedisQuestion.Read("limits");

    public bool IsOn => true;

    public int Nodes => presence.Nodes;

    public async ValueTask<SharedCount[]?> TryTakeAsync(ReadOnlyMemory<SharedTake> takes)
    {
        if (!server.IsAvailable)
            return null;
        var reply = await server.TryAskAsync(Question(takes.Span));
        return reply is null ? null : Read(reply, takes.Length);
    }

    public void Charge(string key, SharedLimit limit, long permits, long? at = null) =>
        server.Tell(new RedisQuestion(Script, [key], [0, .. Values(limit, permits, at is { } moment ? -moment : -1)]));

    private RedisQuestion Question(ReadOnlySpan<SharedTake> takes)
    {
        var keys = new RedisKey[takes.Length];
        var values = new List<RedisValue>(1 + (takes.Length * 7)) { presence.ClockIn(UsefulFor) };
        for (var i = 0; i < takes.Length; i++)
        {
            keys[i] = takes[i].Key;
            values.AddRange(Values(takes[i].Limit, takes[i].Permits, takes[i].Nodes));
        }

        return new RedisQuestion(Script, keys, [.. values]);
    }

    private static RedisValue[] Values(SharedLimit limit, long permits, long how) =>
        [LetterOf(limit.Algorithm), limit.Permits, (long)limit.Window.TotalMicroseconds, limit.Most, limit.Segments, permits, how];

    private static string LetterOf(RateLimitAlgorithm algorithm) => algorithm switch
    {
        RateLimitAlgorithm.TokenBucket => "b",
        RateLimitAlgorithm.SlidingWindow => "s",
        _ => "f",
    };

    private static SharedCount[]? Read(RedisResult reply, int counts)
    {
        var values = (RedisResult[])reply!;
        if (NumberOf(values[0]) == 0)
            return null;
        var read = new SharedCount[counts];
        for (var i = 0; i < counts; i++)
            read[i] = CountOf(values.AsSpan(2 + (i * ValuesOfCount), ValuesOfCount), NumberOf(values[1]));
        return read;
    }

    private static SharedCount CountOf(ReadOnlySpan<RedisResult> values, long now) => new(
        NumberOf(values[0]), NumberOf(values[1]), TimeSpan.FromMicroseconds(NumberOf(values[2])), TimeSpan.FromMicroseconds(NumberOf(values[3])), NumberOf(values[4]) == 1, now);

    private static long NumberOf(RedisResult value) => long.Parse((string)value!, CultureInfo.InvariantCulture);
}
