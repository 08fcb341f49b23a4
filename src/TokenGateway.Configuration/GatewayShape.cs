using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Configuration.Sources;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration;

/// <summary>The keys of the configuration file as a whole; each section of ours declares its own.</summary>
internal static class GatewayShape
{
    internal const string Routes = "Routes";

    internal const string Clusters = "Clusters";

    internal const string SchemaReference = "$schema";

    private static readonly string[] TopLevel =
        [SchemaReference, KestrelSection.Key, ConfigPath.ReverseProxy, ConfigPath.Gateway, "Serilog", "Logging", "AllowedHosts"];

    /// <summary>
    /// Whether a file that is the gateway's own has only the keys it may have at its top level, and none twice. Not for
    /// the files of a library host, which have keys of others. <paramref name="fileName"/> is the name that errors use
    /// for the file, without folders.
    /// </summary>
    public static void CheckTopLevel(SourceMap sources, string fileName, ConfigErrors errors)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(errors);
        foreach (var key in sources.TopLevelKeys(fileName))
        {
            if (!TopLevel.Any(known => ConfigPath.IsAtOrUnder(key, known)))
                errors.Add(key, "unknown key" + Suggestion.Ask(key, TopLevel));
        }

        foreach (var error in sources.KeyErrors.Where(error => !ConfigPath.IsStrict(error.Path)))
            errors.Add(error);
    }

    internal static void Check(ConfigNode root, DialectRegistry dialects, HostKeys host, ConfigErrors errors)
    {
        if (root[ConfigPath.Gateway] is { } gateway)
            GatewayConfig.ShapeOf(dialects).Check(gateway, errors);
        GatewayConfig.Check(root[ConfigPath.Gateway], dialects, errors);
        if (root[ConfigPath.ReverseProxy] is { } proxy)
            CheckProxy(proxy, dialects, host, errors);
    }

    private static void CheckProxy(ConfigNode proxy, DialectRegistry dialects, HostKeys host, ConfigErrors errors)
    {
        foreach (var route in proxy[Routes]?.Children ?? [])
            RateLimitConfig.CheckRoute(route, errors);
        ProxyShape.Of(dialects, host).Check(proxy, errors);
        foreach (var route in proxy[Routes]?.Children ?? [])
            RouteBlockConfig.Check(route, errors);
        foreach (var cluster in proxy[Clusters]?.Children ?? [])
            ClusterBlockConfig.Check(cluster, errors);
    }
}
