using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using TokenGateway.Edge.Configuration;

namespace TokenGateway.Endpoints;

/// <summary>Where this machine reaches the gateway's own pages.</summary>
internal static class LocalAddress
{
    /// <summary>Without a file: the Management endpoint's default.</summary>
    public static Uri Default { get; } = new(EndpointSetup.DefaultOpsUrl);

    /// <summary>Of the Management endpoint, else of the Probe endpoint; those without TLS first.</summary>
    /// <exception cref="ConfigurationInvalidException">An endpoint is wrong.</exception>
    public static Uri Of(IConfiguration configuration)
    {
        var urls = EndpointSetup.ReadEndpoints(FrozenConfiguration.Capture(configuration))
            .Where(one => one.Kind is not EndpointKind.Edge)
            .OrderBy(one => one.Kind)
            .Select(one => BindingAddress.Parse(configuration[$"{EndpointSetup.Section}:{one.Name}:Url"]!))
            .Where(one => !one.IsUnixPipe && !one.IsNamedPipe)
            .OrderByDescending(one => one.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase));
        return urls.FirstOrDefault() is { } found ? new UriBuilder(found.Scheme, HostOf(found.Host), found.Port).Uri : Default;
    }

    // "Every address" is none that one can call.
    private static string HostOf(string host)
    {
        if (!IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return host is "*" or "+" ? "127.0.0.1" : host;
        if (address.Equals(IPAddress.Any))
            return "127.0.0.1";
        return address.Equals(IPAddress.IPv6Any) ? "[::1]" : host;
    }
}
