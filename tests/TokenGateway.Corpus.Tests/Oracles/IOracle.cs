using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>Something that holds for every case.</summary>
internal interface IOracle
{
    /// <summary>What is broken, a sentence each; empty: nothing.</summary>
    IEnumerable<string> Judge(Observation seen);
}
