using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Configuration.Sources;
using TokenGateway.Dialects;

namespace TokenGateway.Configuration;

/// <summary>The keys of the whole configuration file; each section of the gateway declares its own.</summary>
internal static class GatewayShape
{
    internal const string Routes = "Routes";

    internal const string Clusters = "Clusters";

    internal const string SchemaReference = "$schema";

    private static readonly string[] TopLevel =
        [SchemaReference, KestrelSection.Key, ConfigPath.ReverseProxy, ConfigPath.Gateway, "Serilog", "Logging", "AllowedHosts"];

    /// <summary>
    /// Checks that the gateway's own file has only known top-level keys, each once. Not for the files of a library host,
    /// which contain other keys. <paramref name="fileName"/> is the name of the file in errors, without folders.
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
