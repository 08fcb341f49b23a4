using System.Globalization;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>An entry of <c>Match:Hosts</c> as ASP.NET's routing reads it; no port means any.</summary>
internal sealed record HostPattern(string Host, int? Port)
{
    private const string Wildcard = "*.";

    public bool IsWildcard => Host.StartsWith(Wildcard, StringComparison.Ordinal);

    /// <summary>Null for what routing cannot read.</summary>
    public static HostPattern? TryParse(string text) => text.Split(':') switch
    {
        [{ Length: > 0 } host] => new HostPattern(host, null),
        [{ Length: > 0 } host, "*"] => new HostPattern(host, null),
        [{ Length: > 0 } host, var port] when int.TryParse(port, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => new HostPattern(host, number),
        _ => null,
    };

    /// <summary>Whether routing puts both before one request. Of equal rank, either both have hosts or neither has.</summary>
    public static bool Overlap(IReadOnlyList<HostPattern?> some, IReadOnlyList<HostPattern?> others) =>
        some.Count == 0 || others.Count == 0 || some.Any(one => others.Any(other => one!.MeetsAtOneRequest(other!)));

    /// <summary>
    /// Whether this is a wildcard below another one. Routing then brings requests for the wider one to the routes of both
    /// (HostMatcherPolicy.GetEdges), whatever their order: a condition on the host would not hold.
    /// </summary>
    public bool IsWildcardBelow(HostPattern other) =>
        Port == other.Port && IsWildcard && other.IsWildcard && !ConfigPath.Same(Host, other.Host) && IsBelow(other);

    // Routing takes the most specific entry of all routes that fits the host of a request and asks only the routes that
    // have it: example.com:80 and example.com never meet.
    private bool MeetsAtOneRequest(HostPattern other) => Port == other.Port && ConfigPath.Same(Host, other.Host);

    private bool IsBelow(HostPattern other) => Host.EndsWith(other.Host[1..], StringComparison.OrdinalIgnoreCase);
}
