using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Upstream;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>
/// P: the request line that the upstream got has a method that the client sent, and its host is the upstream's own: no
/// client names another.
/// </summary>
internal sealed class SameRequest : IOracle
{
    public IEnumerable<string> Judge(Observation seen)
    {
        var sent = MethodsIn(seen.Sent).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return seen.Upstream.SelectMany(one => Judge(one, sent));
    }

    private static IEnumerable<string> Judge(UpstreamRequest request, HashSet<string> sent)
    {
        if (!sent.Contains(request.Method))
            yield return $"P: the upstream got {request.Method}, and {string.Join(", ", sent)} was sent";
        if (request.ValuesOf("Host").ToList() is not [var host] || !host.StartsWith("127.0.0.1:", StringComparison.Ordinal))
            yield return $"P: the upstream got the host {string.Join(", ", request.ValuesOf("Host"))}";
    }

    // Also of the second request on a connection. A WebSocket by CONNECT (RFC 8441) is a GET.
    private static IEnumerable<string> MethodsIn(string text)
    {
        foreach (var line in text.Split("\r\n").SelectMany(line => line.Split('\n')))
        {
            if (line.StartsWith(":method:", StringComparison.Ordinal))
                yield return line[":method:".Length..].Trim() is "CONNECT" ? "GET" : line[":method:".Length..].Trim();
            else if (line.Split(' ') is [var method, ['/' or 'h' or 'H', ..], ..])
                yield return method;
        }
    }
}
