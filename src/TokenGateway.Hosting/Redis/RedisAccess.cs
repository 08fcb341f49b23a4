using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Compilation;
using TokenGateway.Storage.Redis;

namespace TokenGateway.Hosting.Redis;

/// <summary>
/// The Redis of the first configuration, if any. Opened when the host starts, not earlier: the limits that use it are
/// created while that configuration is read.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RedisAccess(GatewayTimings timings, TimeProvider time, ILoggerFactory loggers) : ISharedCounts, ISharedFacts, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Redis");
    private volatile RedisServer? _server;

    /// <summary>Null: none.</summary>
    public RedisServer? Server => _server;

    public bool IsOn => _server is not null;

    bool ISharedFacts.IsOn => Facts.IsOn;

    public int Nodes => _server?.Counts.Nodes ?? 1;

    /// <summary>Starts to connect, in the background: the gateway starts without waiting for Redis.</summary>
    public void Open(GatewayConfigProvider configuration, GatewayLoader loader)
    {
        configuration.GetConfig();
        var redis = configuration.Loaded!.Written.Redis;
        if (RedisRules.ReadOptions(redis, configuration.Loaded.Written.Cache.MaxAge, loader.BaseFolder) is { } options)
            _server = RedisServer.Open(
                options, time, timings.RedisAnswer, reason => _logger.RedisLost(redis.OnFailure, reason), outage => _logger.RedisFound(outage), _logger.RedisCacheRefused);
    }

    public ValueTask<SharedCount[]?> TryTakeAsync(ReadOnlyMemory<SharedTake> takes) => _server?.Counts.TryTakeAsync(takes) ?? default;

    public void Charge(string key, SharedLimit limit, long permits, long? at = null) => _server?.Counts.Charge(key, limit, permits, at);

    public ValueTask<SharedFactsEntry?> ReadAsync(TokenDigest digest) => Facts.ReadAsync(digest);

    public void Write(in TokenDigest digest, in FactsReading reading) => Facts.Write(digest, reading);

    private ISharedFacts Facts => _server?.Facts ?? NoSharedFacts.Instance;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
