using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>How large a world is and what may happen in it.</summary>
internal sealed record WorldShape
{
    public int Nodes { get; init; } = 6;

    public int Replicas { get; init; } = 2;

    /// <summary>Values that anybody may present; tokens get theirs from here, so that most are unknown first.</summary>
    public int Values { get; init; } = 24;

    /// <summary>Entries that a cache holds.</summary>
    public int Capacity { get; init; } = 64;

    public double RequestsPerSecond { get; init; } = 40;

    public double WritesPerSecond { get; init; } = 1.5;

    public double FaultsPerSecond { get; init; } = 0.25;

    /// <summary>Whether nodes share what they read.</summary>
    public bool IsShared { get; init; }

    /// <summary>How long it goes on before everything heals.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One way between a node and a server takes up to this.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A commit takes up to this to arrive at a replica.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How far the wall clocks of nodes are off, either way.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>When a driver gives up.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>A short grace, so that a world of a minute sees it end.</summary>
    public VerifierOptions Options { get; init; } = new() { OutageGrace = TimeSpan.FromSeconds(15) };

    /// <summary>
    /// A fault is behind a node after this: a question that was lost ends, the follower tries again, the lag of a replica and
    /// its next heartbeat pass.
    /// </summary>
    public TimeSpan Recovery => CommandTimeout + TimeSpan.FromSeconds(3);

    /// <summary>A small world, of whatever kind the seed says.</summary>
    public static WorldShape Small(Seed seed) => new()
    {
        Nodes = 2 + seed.Below(7),
        Replicas = 1 + seed.Below(3),
        Values = 10 + seed.Below(50),
        Capacity = seed.Chance(0.3) ? 1 + seed.Below(6) : 64,
        WritesPerSecond = seed.Pick([0.3, 1.5, 5]),
        FaultsPerSecond = seed.Pick([0, 0.1, 0.3, 0.6]),
        Latency = seed.Between(0.001, 0.04),
        Lag = seed.Between(0.01, 0.8),
        CommandTimeout = seed.Between(2, 7),
        IsShared = seed.Number % 4 < 2,
        Options = new VerifierOptions { OutageGrace = TimeSpan.FromSeconds(15), MaxAge = seed.Chance(0.3) ? TimeSpan.FromSeconds(3) : TimeSpan.FromMinutes(10) },
    };

    /// <summary>As many followers as anybody has, for a few seconds.</summary>
    public static WorldShape Wide(Seed seed) => Large(seed) with { Duration = TimeSpan.FromSeconds(5) };

    /// <summary>As many followers as anybody has.</summary>
    public static WorldShape Large(Seed seed) => Small(seed) with
    {
        Nodes = 1000,
        Values = 100,
        RequestsPerSecond = 2000,
        FaultsPerSecond = 1,
        Duration = TimeSpan.FromSeconds(30),
    };
}
