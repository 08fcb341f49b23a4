using System.Globalization;
using System.Security.Cryptography;
using StackExchange.Redis;

namespace TokenGateway.Storage.Redis;

/// <summary>The number of active nodes, and this node's estimate of the server's clock.</summary>
internal sealed class RedisPresence(TimeProvider time)
{
    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(10);

    private long _offset = long.MinValue;
    private volatile int _nodes = 1;

    public RedisQuestion Beat { get; } = new(
        RedisQuestion.Read("presence"), ["tgw:nodes"], [Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), (long)GoneAfter.TotalMicroseconds]);

    public int Nodes => _nodes;

    /// <summary>The server's clock in microseconds, <paramref name="moment"/> from now; 0 if it is unknown.</summary>
    public long ClockIn(TimeSpan moment) => Interlocked.Read(ref _offset) is var offset and not long.MinValue
        ? (long)(time.GetElapsedTime(0).TotalMicroseconds + moment.TotalMicroseconds) + offset
        : 0;

    // The server reads its clock after the call was sent, so the estimate is ahead of it by at most the one-way latency.
    public void Learn(RedisResult reply, long sentAt)
    {
        var values = (RedisResult[])reply!;
        var clock = long.Parse((string)values[0]!, CultureInfo.InvariantCulture);
        Interlocked.Exchange(ref _offset, clock - (long)time.GetElapsedTime(0, sentAt).TotalMicroseconds);
        _nodes = Math.Max(1, (int)values[1]);
    }
}
