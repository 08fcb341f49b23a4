using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>All oracles.</summary>
internal static class Bench
{
    private static readonly IOracle[] All =
        [new AsExpected(), new NoForeignIdentity(), new NoSecret(), new OneToOne(), new SamePolicy(), new SameRequest(), new DeniedStaysHere(), new CleanRefusals()];

    /// <summary>Everything that is broken; empty: nothing.</summary>
    public static IReadOnlyList<string> Judge(Observation seen) => [.. All.SelectMany(oracle => oracle.Judge(seen))];
}
