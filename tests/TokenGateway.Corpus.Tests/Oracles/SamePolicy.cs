using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Upstream;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>
/// P: whichever way an upstream reads the path, the policy that decided is the policy of that path, and the method in
/// the upstream's request line is one that was sent.
/// </summary>
internal sealed class SamePolicy : IOracle
{
    public IEnumerable<string> Judge(Observation seen) => seen.Upstream.SelectMany(Judge).Concat(JudgeMethods(seen));

    private static IEnumerable<string> JudgeMethods(Observation seen) =>
        seen.Upstream.Where(one => !SentMethods.Contain(seen.Sent, one.Method)).Select(one => $"P: the method {one.Method} reached the upstream and was not sent");

    public static IEnumerable<string> Judge(UpstreamRequest request) =>
        from reading in PathReadings.Of(request.Target)
        let route = RouteOf(reading.Path)
        where route != request.Route
        select $"P: decided as {request.Route}, but {reading.Reader} reads {request.Target} as {reading.Path}, which is {route}";

    /// <summary>The route of a path as a server has read it.</summary>
    public static string RouteOf(string path)
    {
        var first = path.Split('/', 3) is [_, var segment, ..] ? segment : "";
        return CorpusGateway.Routes.FirstOrDefault(one => one.Value.Length > 0 && one.Value[1..].Equals(first, StringComparison.OrdinalIgnoreCase)).Key ?? "rest";
    }
}
