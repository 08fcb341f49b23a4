using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>D: a request that was refused opened no connection to the upstream and sent nothing on one.</summary>
internal sealed class DeniedStaysHere : IOracle
{
    public IEnumerable<string> Judge(Observation seen)
    {
        if (seen.Replies.Any(reply => reply.HeadersOf("X-Upstream").Any()) || seen.Trial.Case.WishesOf("cut").Any())
            yield break;

        // The upstream's own answer was refused.
        if (seen.Trial.Case.WishesOf("upstream").Any(number => number != "0"))
            yield break;
        if (seen.Opened > 0)
            yield return $"D: {seen.Opened} connections were opened upstream for what was refused";
        if (seen.Upstream.Count > 0)
            yield return "D: what was refused reached the upstream: " + seen.Upstream[0];
    }
}
