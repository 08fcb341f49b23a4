using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Upstream;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>
/// P: the request line that the upstream got has a method that the client sent, and its host is the upstream's own: no
/// client names another.
/// </summary>
internal sealed class SameRequest : IOracle
{
    public IEnumerable<string> Judge(Observation seen) => seen.Upstream.SelectMany(one => Judge(one, seen.Sent));

    private static IEnumerable<string> Judge(UpstreamRequest request, string sent)
    {
        if (!SentMethods.Contain(sent, request.Method))
            yield return $"P: the method {request.Method} reached the upstream and was not sent";
        if (request.ValuesOf("Host").ToList() is not [var host] || !host.StartsWith("127.0.0.1:", StringComparison.Ordinal))
            yield return $"P: the upstream got the host {string.Join(", ", request.ValuesOf("Host"))}";
    }
}
