using System.Net;
using TokenGateway.Corpus.Tests.Upstream;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>
/// Whether some server reads a request so that it meets the condition of a guarded twin, written down from how servers
/// are known to read and not from our code.
/// </summary>
internal static class ConditionReadings
{
    /// <summary>The route that a request on the path of <paramref name="route"/> belongs to.</summary>
    public static string Narrow(string route, UpstreamRequest request) => route switch
    {
        "hosted" when request.ValuesOf("X-Forwarded-Host").Any(IsGuardedHost) => "hosted-admin",
        "verbs" when request.Method.ToUpperInvariant() is "GET" or "HEAD" => "verbs-admin",
        "modes" when request.Fields.Any(field => Words(field.Key) == "x-mode" && Members(field.Value).Contains("1")) => "modes-admin",
        "acts" when PairsOf(request.Target).Any(IsGuardedPair) => "acts-admin",
        "ties" when TieOf(request, "2") => "ties-admin",
        "ties" when !TieOf(request, "1") => "rest",
        "tied" when PairsOf(request.Target).Any(pair => IsTie(pair, "2")) => "tied-admin",
        "tied" when !PairsOf(request.Target).Any(pair => IsTie(pair, "1")) => "rest",
        _ => route,
    };

    // nginx, IIS and others drop the dot at the end; several read addresses as numbers and names without regard to case.
    private static bool IsGuardedHost(string host)
    {
        var name = WithoutPort(host).TrimEnd('.').ToLowerInvariant();
        return name is "admin.test" or "xn--bcher-kva.test" || name.EndsWith(".corp.test", StringComparison.Ordinal)
            || (IPAddress.TryParse(name, out var address) && address.MapToIPv6().Equals(IPAddress.Parse("192.0.2.1").MapToIPv6()));
    }

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }

    // Old WSGI and Perl servers separate by ";" as well.
    private static string[] PairsOf(string target) =>
        target.Split('?', 2) is [_, var query] ? query.Split('&', ';') : [];

    // PHP drops spaces, cuts at "[" and turns what is no letter into "_".
    private static bool IsGuardedPair(string pair)
    {
        var parts = pair.Split('=', 2);
        return Words(WebUtility.UrlDecode(parts[0]).Split('[')[0]) == "action"
            && parts.Length == 2 && WebUtility.UrlDecode(parts[1]).Trim().Equals("delete", StringComparison.OrdinalIgnoreCase);
    }

    // One of a list's members.
    private static bool TieOf(UpstreamRequest request, string value) => request.ValuesOf("X-Tie").SelectMany(Members).Contains(value);

    private static IEnumerable<string> Members(string list) => list.Split(',').Select(one => one.Trim().Trim('"'));

    private static bool IsTie(string pair, string value) =>
        pair.Split('=', 2) is [var name, var text] && Words(WebUtility.UrlDecode(name)) == "tie" && WebUtility.UrlDecode(text).Trim() == value;

    // Every run of other characters is one separator; none is dropped between two letters.
    private static string Words(string name) =>
        string.Join('-', string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
