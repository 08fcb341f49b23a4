using Xunit.Abstractions;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>The simulator sees each rule that is switched off: a world that cannot fail would prove nothing.</summary>
public sealed class FlawTests(ITestOutputHelper output)
{
    private const int Seeds = 100;

    public static TheoryData<string> Names => [.. Flaws.All.Select(flaw => flaw.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_that_is_switched_off_breaks_a_promise(string name)
    {
        var found = Enumerable.Range(1, Seeds).Select(seed => FindBreach(seed, name)).FirstOrDefault(breach => breach is not null);
        found.ShouldNotBeNull($"{Seeds} worlds keep their promises although {name}.");
        output.WriteLine(found.Message);
    }

    private static Breach? FindBreach(int seed, string name)
    {
        try
        {
            Worlds.Run(seed, WorldShape.Small, Flaws.All.Single(flaw => flaw.Name == name));
            return null;
        }
        catch (Breach breach)
        {
            return breach;
        }
    }
}
