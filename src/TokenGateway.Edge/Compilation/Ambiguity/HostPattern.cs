using System.Globalization;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>An entry of <c>Match:Hosts</c> as ASP.NET Core routing reads it; without a port, any port matches.</summary>
internal sealed record HostPattern(string Host, int? Port)
{
    private const string Wildcard = "*.";

    public bool IsWildcard => Host.StartsWith(Wildcard, StringComparison.Ordinal);

    /// <summary>Null if routing cannot parse it.</summary>
    public static HostPattern? TryParse(string text) => text.Split(':') switch
    {
        [{ Length: > 0 } host] => new HostPattern(host, null),
        [{ Length: > 0 } host, "*"] => new HostPattern(host, null),
        [{ Length: > 0 } host, var port] when int.TryParse(port, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => new HostPattern(host, number),
        _ => null,
    };

    /// <summary>Whether routing considers both for one request. With equal rank, either both have hosts or neither has.</summary>
    public static bool Overlap(IReadOnlyList<HostPattern?> some, IReadOnlyList<HostPattern?> others) =>
        some.Count == 0 || others.Count == 0 || some.Any(one => others.Any(other => one!.MeetsAtOneRequest(other!)));

    /// <summary>
    /// Whether this is a wildcard below another one. Routing then sends requests for the wider one to the routes of both
    /// (HostMatcherPolicy.GetEdges), whatever their order, so the host condition would not hold.
    /// </summary>
    public bool IsWildcardBelow(HostPattern other) =>
        Port == other.Port && IsWildcard && other.IsWildcard && !ConfigPath.Same(Host, other.Host) && IsBelow(other);

    // Routing picks the most specific entry of all routes that matches the request's host and considers only the routes
    // with that entry, so example.com:80 and example.com never overlap.
    private bool MeetsAtOneRequest(HostPattern other) => Port == other.Port && ConfigPath.Same(Host, other.Host);

    private bool IsBelow(HostPattern other) => Host.EndsWith(other.Host[1..], StringComparison.OrdinalIgnoreCase);
}
