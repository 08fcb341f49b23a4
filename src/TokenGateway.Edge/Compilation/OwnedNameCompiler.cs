using TokenGateway.Configuration;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Text;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>Collects the header names that clusters and routes of one generation set, remove or match on.</summary>
internal static class OwnedNameCompiler
{
    /// <summary>A client sends these for its own purposes on routes where the gateway does not set them.</summary>
    private static readonly string[] SharedNames = ["Authorization", "Cookie"];

    public static OwnedNameLists Compile(GatewayConfigSet written, ProxySections proxy, CredentialPlaces places)
    {
        var credentials = written.Clusters.Values.Select(cluster => cluster.UpstreamCredential?.Header).OfType<string>().ToList();
        var shared = proxy.Routes.SelectMany(route => RequestTransforms.NamesIn(route.Transforms).Concat(MatchedIn(route)))
            .Concat(credentials.Where(name => IsShared(name, places)));
        return new([.. Usable(credentials.Where(name => !IsShared(name, places)))], [.. Usable(shared)]);
    }

    private static IEnumerable<string> MatchedIn(RouteConfig route) => (route.Match.Headers ?? []).Select(header => header.Name);

    private static bool IsShared(string name, CredentialPlaces places) =>
        SharedNames.Contains(name, StringComparer.OrdinalIgnoreCase) || places.Headers.Contains(name);

    // YARP's validation refuses invalid header names with its own reason.
    private static IEnumerable<string> Usable(IEnumerable<string> names) =>
        names.Where(name => HeaderNameSet.Fold(name).Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);
}
