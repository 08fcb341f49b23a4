using Microsoft.Extensions.Caching.StackExchangeRedis;
using StackExchange.Redis;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Redis.Facts;

namespace TokenGateway.Storage.Redis;

/// <summary>
/// The Redis server that the nodes share, on a single connection. A call never waits longer than the response timeout, and is not
/// made at all after a few consecutive failures: from then on, one probe per second detects when the server is back.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly Task<ConnectionMultiplexer> _connecting;
    private readonly TimeProvider _time;
    private readonly TimeSpan _answerWithin;
    private readonly RedisHealth _health;
    private readonly RedisPresence _presence;
    private readonly RedisCache? _cache;
    private readonly Action<string>? _lost;
    private readonly Action<TimeSpan>? _found;
    private readonly Action<string>? _cacheRefused;
    private int _isRefused;

    private RedisServer(ConfigurationOptions options, FactsCacheOptions? cache, TimeProvider time, TimeSpan answerWithin, Action<string>? lost, Action<TimeSpan>? found,
        Action<string>? cacheRefused)
    {
        (_time, _answerWithin, _lost, _found, _cacheRefused) = (time, answerWithin, lost, found, cacheRefused);
        _health = new RedisHealth(time);
        _presence = new RedisPresence(time);
        _connecting = ConnectionMultiplexer.ConnectAsync(options);
        Counts = new RedisCounts(this, _presence);
        Facts = cache is null ? NoSharedFacts.Instance : new RedisFacts(this, _cache = CreateCache(), new FactsSeal(cache.Key), cache.Keep, time);
    }

    /// <summary>The second-level cache; disabled if the options define none.</summary>
    public ISharedFacts Facts { get; }

    /// <summary>The rate limit counters that the nodes share.</summary>
    public ISharedCounts Counts { get; }

    /// <summary>Whether the server is available, as far as is known.</summary>
    public bool IsAvailable => _health.IsAvailable;

    /// <summary>Describes what is wrong with a connection string, without repeating any of it; null if it is valid.</summary>
    public static string? FaultOf(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        try
        {
            return Parse(connectionString).EndPoints.Count > 0 ? null : "no server is named; write \"host:6379\", with options behind it: \"host:6379,user=...,password=...,ssl=true\"";
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            return "not a connection string of StackExchange.Redis; write \"host:6379\", with options behind it: \"host:6379,user=...,password=...,ssl=true\"";
        }
    }

    /// <summary>Starts to connect and returns at once.</summary>
    /// <param name="options">The connection options.</param>
    /// <param name="time">The clock for timeouts.</param>
    /// <param name="answerWithin">How long a request waits for a response.</param>
    /// <param name="lost">Called with the reason when the server becomes unavailable, or is unavailable at the first probe.</param>
    /// <param name="found">Called with the duration of the outage when it is available again.</param>
    /// <param name="cacheRefused">Called once with the reason when it refuses a command of the second-level cache.</param>
    /// <exception cref="ArgumentException">The connection string cannot be used.</exception>
    /// <exception cref="IOException">The certificate cannot be read.</exception>
    public static RedisServer Open(
        RedisOptions options, TimeProvider time, TimeSpan answerWithin, Action<string>? lost = null, Action<TimeSpan>? found = null, Action<string>? cacheRefused = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (FaultOf(options.ConnectionString) is { } fault)
            throw new ArgumentException(fault, nameof(options));
        var parsed = Parse(options.ConnectionString);
        if (options.AuthorityFile is { } file)
            parsed.TrustIssuer(file);
        return new RedisServer(parsed, options.Cache, time, answerWithin, lost, found, cacheRefused);
    }

    /// <summary>Waits at most <paramref name="within"/> for a connection. After that, connecting continues in the background.</summary>
    public async Task ConnectAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            await _connecting.WaitAsync(within, _time, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or RedisException)
        {
            // The first probe detects and reports it.
        }
    }

    /// <summary>Announces this node, learns the number of nodes and the server's clock, and checks that the server responds. Called once a second.</summary>
    public async Task BeatAsync()
    {
        var sentAt = _time.GetTimestamp();
        if (await AskAsync(_presence.Beat) is { } reply)
            _presence.Learn(reply, sentAt);
    }

    /// <summary>Calls the server; null if it does not respond in time, or is known to be unavailable.</summary>
    internal ValueTask<RedisResult?> TryAskAsync(RedisQuestion question) => _health.IsAvailable ? new(AskAsync(question)) : new((RedisResult?)null);

    /// <summary>The same for the second-level cache, which uses this connection. Null: no entry, or no response.</summary>
    internal ValueTask<T?> TryAskAsync<T>(Func<Task<T?>> ask)
        where T : class => _health.IsAvailable && Database is not null ? new(AskAsync(UnlessRefusedAsync(ask()))) : new((T?)null);

    /// <summary>Sends a command without waiting for the response.</summary>
    internal void Tell(RedisQuestion question)
    {
        if (_health.IsAvailable && Database is { } database)
            _ = ForgetAsync(question.AskAsync(database));
    }

    /// <summary>Completes when the second-level cache has written an entry, or failed to. Never throws.</summary>
    internal Task TellAsync(Func<Task> tell) =>
        _health.IsAvailable && Database is not null ? ForgetAsync(UnlessRefusedAsync(CompleteAsync(tell()))) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _cache?.Dispose();
        if (_connecting.IsCompletedSuccessfully)
            await (await _connecting).DisposeAsync();
        else
            _ = ForgetAsync(_connecting);
    }

    private RedisCache CreateCache() => new(new RedisCacheOptions
    {
        InstanceName = "tgw:facts:",
        ConnectionMultiplexerFactory = async () => await _connecting,
    });

    private IDatabase? Database => _connecting.IsCompletedSuccessfully ? _connecting.Result.GetDatabase() : null;

    private async Task<RedisResult?> AskAsync(RedisQuestion question)
    {
        if (Database is not { } database)
        {
            Failed("No connection yet.");
            return null;
        }

        return await AskAsync(question.AskAsync(database));
    }

    private async Task<T?> AskAsync<T>(Task<T> asked)
        where T : class?
    {
        try
        {
            var reply = await asked.WaitAsync(_answerWithin, _time);
            if (_health.Succeeded() is { } outage)
                _found?.Invoke(outage);
            return reply;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or ObjectDisposedException)
        {
            _ = ForgetAsync(asked);
            Failed(failure is TimeoutException ? $"No answer within {_answerWithin.TotalMilliseconds} ms." : failure.Message);
            return null;
        }
    }

    private static async Task<object?> CompleteAsync(Task task)
    {
        await task;
        return null;
    }

    // An error is a response: the server is available, but refuses the command, for this user or for a key of another type. If the
    // cache cannot parse an entry's metadata, such as an expiry that is not a number, another program has written it.
    private async Task<T?> UnlessRefusedAsync<T>(Task<T?> asked)
        where T : class
    {
        try
        {
            return await asked;
        }
        catch (Exception refusal) when (refusal is RedisServerException or InvalidCastException or ArgumentException or FormatException or OverflowException)
        {
            if (Interlocked.Exchange(ref _isRefused, 1) == 0)
                _cacheRefused?.Invoke(refusal.Message);
            return null;
        }
    }

    private void Failed(string reason)
    {
        if (_health.Failed())
            _lost?.Invoke(reason);
    }

    // A late response is discarded, whatever it is.
    private static async Task ForgetAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            // Reported when the call timed out.
        }
    }

    private static ConfigurationOptions Parse(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.ClientName ??= "tokengateway";

        // Thread counters would not help a reader of the log.
        options.IncludeDetailInExceptions = false;
        return options;
    }
}
