using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Upstream;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>
/// P: whichever way an upstream reads path, method, host, headers and query, the policy that decided is the policy of
/// that reading.
/// </summary>
internal sealed class SamePolicy : IOracle
{
    public IEnumerable<string> Judge(Observation seen) => seen.Upstream.SelectMany(Judge);

    public static IEnumerable<string> Judge(UpstreamRequest request) =>
        from reading in PathReadings.Of(request.Target)
        let route = ConditionReadings.Narrow(RouteOf(reading.Path), request)
        where route != request.Route
        select $"P: decided as {request.Route}, but {reading.Reader} reads {request.Target} as {reading.Path}, which is {route}";

    /// <summary>The route of a path as a server has read it.</summary>
    public static string RouteOf(string path) =>
        CorpusRoutes.Prefixes.Where(one => one.Value.Length > 0 && BeginsWith(path, one.Value)).OrderByDescending(one => one.Value.Length).FirstOrDefault().Key ?? "rest";

    private static bool BeginsWith(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] == '/');
}
