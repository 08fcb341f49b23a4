namespace TokenGateway.Core.Timing;

/// <summary>Polling intervals and timeouts. One instance per host; a host with other needs, such as a test, registers its own.</summary>
public sealed record GatewayTimings
{
    /// <summary>The polling interval of the configuration file. One second.</summary>
    public TimeSpan ConfigurationPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a use may be buffered before it is written to the store. Five seconds.</summary>
    public TimeSpan UsageFlush { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The polling interval for notices to plan or send. One second.</summary>
    public TimeSpan NoticePoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The interval of upkeep: of stores, the audit log and sessions. One hour.</summary>
    public TimeSpan Upkeep { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The heartbeat interval of a store that needs one: well within the allowed lag of a follower. Default: 1 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long readiness fails after SIGTERM before the listeners close. Two seconds.</summary>
    public TimeSpan ReadinessGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a request waits for the changes of the store to be read before the age of the known facts decides. 250 ms.
    /// </summary>
    public TimeSpan ChangesAnswer { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a request waits for Redis. 50 ms.</summary>
    public TimeSpan RedisAnswer { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The interval of this node's sign of life in Redis, which also detects when Redis is back. One second.</summary>
    public TimeSpan RedisBeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The timeout for a new connection to an upstream. Five seconds.</summary>
    public TimeSpan UpstreamConnect { get; init; } = TimeSpan.FromSeconds(5);
}
