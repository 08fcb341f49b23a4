namespace TokenGateway.Core.Timing;

/// <summary>
/// How often the gateway looks at what it cannot be told of, and how long it waits for others. One instance a host; a host that
/// cannot wait that long, such as a test, registers its own.
/// </summary>
public sealed record GatewayTimings
{
    /// <summary>Between two looks at the configuration file. One second.</summary>
    public TimeSpan ConfigurationPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a use may wait to be written to the store. Five seconds.</summary>
    public TimeSpan UsageFlush { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks for notices to plan or to send. One second.</summary>
    public TimeSpan NoticePoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two rounds of upkeep: of stores, the audit log and sessions. One hour.</summary>
    public TimeSpan Upkeep { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Between two heartbeats of a store that needs them: well within what a follower may be behind. Default: 1 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long readiness fails after SIGTERM before the listeners close. Two seconds.</summary>
    public TimeSpan ReadinessGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a request waits for Redis. 50 ms.</summary>
    public TimeSpan RedisAnswer { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two signs of life of this node in Redis, which also find out whether Redis is back. One second.</summary>
    public TimeSpan RedisBeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a new connection to an upstream may take. Five seconds.</summary>
    public TimeSpan UpstreamConnect { get; init; } = TimeSpan.FromSeconds(5);
}
