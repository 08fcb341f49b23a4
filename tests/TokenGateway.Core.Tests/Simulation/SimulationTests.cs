using System.Globalization;
using TokenGateway.Testing;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>Many nodes on one store through lag, partitions, failovers and restored backups.</summary>
public sealed class SimulationTests
{
    [Fact]
    public void Small_worlds_keep_their_promises()
    {
        for (var seed = 1; seed <= (LongRun.IsOn ? 3000 : 250); seed++)
            Worlds.Run(seed, WorldShape.Small).Answers.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Worlds_of_a_thousand_nodes_keep_their_promises()
    {
        for (var seed = 1; seed <= (LongRun.IsOn ? 8 : 1); seed++)
            Worlds.Run(seed, LongRun.IsOn ? WorldShape.Large : WorldShape.Wide).Answers.ShouldBeGreaterThan(1000);
    }

    /// <summary>Seeds that found a fault: of a replica that had lost its primary, of a reset that left the old confirmation.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public void Seed_that_found_a_fault_keeps_its_promises(int seed) =>
        Worlds.Run(seed, WorldShape.Small).Answers.ShouldBeGreaterThan(0);

    /// <summary>One seed alone, as the message of a failure says; without one it runs the first.</summary>
    [Fact]
    public void Seed_of_the_environment()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("TOKENGATEWAY_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);
        Worlds.Run(seed, WorldShape.Small).Answers.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Seed_goes_the_same_way_twice() =>
        Worlds.Run(7, WorldShape.Small).Trace.Hash.ShouldBe(Worlds.Run(7, WorldShape.Small).Trace.Hash);
}
