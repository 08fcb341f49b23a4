namespace TokenGateway.Core.Tests.Simulation;

/// <summary>Runs a world and, where it breaks a promise, tells how to see that again.</summary>
internal static class Worlds
{
    public static World Run(int number, Func<Seed, WorldShape> shape, Flaw? flaw = null)
    {
        var seed = new Seed(number);
        using var world = new World(seed, shape(seed), flaw ?? Flaw.None);
        try
        {
            world.Run();
            return world;
        }
        catch (Breach breach)
        {
            throw new Breach($"""
                Seed {number} at {world.Time.Now.TotalSeconds - 3600:0.000000}: {breach.Message}
                Alone: TOKENGATEWAY_TEST_SEED={number} dotnet test tests/TokenGateway.Core.Tests --filter Seed_of_the_environment
                {world.Trace}
                """);
        }
    }
}
