using System.Net;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Networks;

namespace TokenGateway.Endpoints;

/// <summary>The address of the gateway's own pages on this machine.</summary>
/// <param name="Url">Without a path. For a socket only the scheme applies.</param>
/// <param name="Socket">The unix socket to connect to; null: the host and port of <paramref name="Url"/>.</param>
internal sealed record LocalAddress(Uri Url, string? Socket = null)
{
    /// <summary>The clients that must begin a connection there with a PROXY header.</summary>
    public TrustedProxies ProxyHeaderFrom { get; init; } = TrustedProxies.None;

    /// <summary>Without a file: the Management endpoint's default.</summary>
    public static LocalAddress Default { get; } = new(new Uri(EndpointSetup.DefaultOpsUrl));

    /// <summary>The Management endpoint, otherwise the Probe endpoint; endpoints without TLS first.</summary>
    /// <exception cref="ConfigurationInvalidException">An endpoint is invalid.</exception>
    public static LocalAddress Of(IConfiguration configuration)
    {
        var frozen = ConfigurationSnapshot.Capture(configuration);
        var found = EndpointSetup.ReadEndpoints(frozen)
            .Where(one => one.Kind is not EndpointKind.Edge)
            .OrderBy(one => one.Kind)
            .Select(one => (one.Kind, Binding: BindingAddress.Parse(configuration[$"{EndpointSetup.Section}:{one.Name}:Url"]!)))
            .Where(one => !one.Binding.IsNamedPipe)
            .OrderByDescending(one => one.Binding.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase))
            .Cast<(EndpointKind Kind, BindingAddress Binding)?>()
            .FirstOrDefault();
        var address = found is { } one ? Of(one.Binding) : Default;
        return found?.Kind == EndpointKind.Probe ? address : address with { ProxyHeaderFrom = ProxyHeaderFromIn(frozen) };
    }

    public override string ToString() => Socket is null ? Url.GetLeftPart(UriPartial.Authority) : $"{Url.Scheme}://unix:{Socket}";

    private static TrustedProxies ProxyHeaderFromIn(ConfigurationSnapshot frozen) =>
        frozen.Tree[ConfigPath.Gateway] is { } gateway && TrustedProxiesSection.Protocol.In(gateway) ? TrustedProxiesSection.Read(gateway) : TrustedProxies.None;

    private static LocalAddress Of(BindingAddress binding) => binding.IsUnixPipe
        ? new LocalAddress(new UriBuilder(binding.Scheme, "localhost").Uri, binding.UnixPipePath)
        : new LocalAddress(new UriBuilder(binding.Scheme, HostOf(binding.Host), binding.Port).Uri);

    // A wildcard address cannot be called.
    private static string HostOf(string host)
    {
        if (!IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return host is "*" or "+" ? "127.0.0.1" : host;
        if (address.Equals(IPAddress.Any))
            return "127.0.0.1";
        return address.Equals(IPAddress.IPv6Any) ? "[::1]" : host;
    }
}
