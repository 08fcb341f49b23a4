using TokenGateway.Configuration.Errors;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Requires destination addresses for which address + target cannot change the authority (<c>http://api</c> +
/// <c>@evil.com/x</c>).
/// </summary>
internal static class DestinationRules
{
    public static void Check(IReadOnlyList<ClusterConfig> clusters, ConfigErrors errors)
    {
        foreach (var cluster in clusters)
        {
            foreach (var (id, destination) in cluster.Destinations ?? new Dictionary<string, DestinationConfig>())
            {
                if (Judge(destination.Address) is { } wrong)
                    errors.Add(ConfigPath.Join(ConfigPath.ReverseProxy, "Clusters", cluster.ClusterId, "Destinations", id, "Address"), wrong);
            }
        }
    }

    private static string? Judge(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return "an absolute http or https address is expected, such as \"http://legacy:9000/\"";
        if (uri.UserInfo.Length > 0)
            return "an address must not contain a user name or password; use the cluster's TokenGateway:UpstreamCredential";
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return "an address must not have a query or fragment";
        return address.EndsWith('/') ? null : $"end the address with '/': \"{address}/\"";
    }
}
