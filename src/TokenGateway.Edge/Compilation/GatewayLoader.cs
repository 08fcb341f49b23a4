using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Settings;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Edge.Compilation.Ambiguity;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Model;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Live configuration -> one validated generation: snapshot, parse strictly, compile, let YARP validate its part. Reports
/// all errors at once, or returns a generation that can be applied.
/// </summary>
internal sealed class GatewayLoader(IConfiguration live, string baseFolder, IServiceProvider services, string? fileName = null, SettingsState? settings = null)
{
    private int _sequence;

    private DialectRegistry Dialects { get; } = BuiltInDialects.Registry.With(services.GetServices<IDialectDefinition>());

    /// <summary>The folder that relative file names refer to.</summary>
    public string BaseFolder { get; } = baseFolder;

    /// <exception cref="ConfigurationInvalidException">The configuration has errors; nothing was applied.</exception>
    public LoadedGateway Load(GatewayModel? previous) => Load(previous, ConfigurationSnapshot.Capture(live, Dialects));

    /// <summary>The same for an existing snapshot.</summary>
    public LoadedGateway Load(GatewayModel? previous, ConfigurationSnapshot frozen)
    {
        var errors = new ConfigErrors(frozen.Sources);
        if (fileName is not null)
            GatewayShape.CheckTopLevel(frozen.Sources, fileName, errors);
        var written = GatewayConfigReader.Read(frozen, HostKeysOf(services), errors);
        if (!errors.IsEmpty)
            AddErrorsOfTheRest(frozen, previous, errors);
        errors.ThrowIfAny();
        var loaded = Compile(written, frozen, previous, errors);
        errors.ThrowIfAny();
        return loaded!;
    }

    // An unreadable section cannot be compiled, but the other routes and sections may have errors of their own.
    private void AddErrorsOfTheRest(ConfigurationSnapshot frozen, GatewayModel? previous, ConfigErrors errors)
    {
        for (var rest = ReadableRest.Of(frozen, errors.ToList()); rest is not null;)
        {
            var more = new ConfigErrors(frozen.Sources);
            var written = GatewayConfigReader.Read(rest.Configuration, HostKeysOf(services), more);
            var isReadable = more.IsEmpty;
            if (isReadable)
                Compile(written, rest.Configuration, previous, more);
            foreach (var error in more.ToList().Where(error => !rest.IsConsequence(error)))
                errors.Add(error);
            rest = isReadable ? null : rest.Without(more.ToList());
        }
    }

    private LoadedGateway? Compile(GatewayConfigSet written, ConfigurationSnapshot frozen, GatewayModel? previous, ConfigErrors errors)
    {
        if (ProxySections.Read(frozen, services, errors) is not { } proxy)
            return null;
        var set = settings?.Current ?? RunTimeSettings.None;
        var digest = DigestOf(frozen, set);
        var context = new CompilerContext(errors, BaseFolder, IsHostPolicy) { Dialects = frozen.Dialects, PreviousSignIn = previous?.Access.SignIn, Settings = set };
        var id = string.Create(CultureInfo.InvariantCulture, $"{++_sequence}-{digest[..12]}");
        var model = new GatewayCompiler(written, proxy, context).Compile(id, previous);
        var matched = HeadMethods.FollowGet(proxy.Routes);
        var routes = model is null ? matched : [.. matched.Select(route => RouteStamp.Put(WithoutOurPolicy(route, model), id))];
        IReadOnlyList<ClusterConfig> clusters = [.. proxy.Clusters.Select(cluster =>
            ClusterStamp.Put(cluster, written.Clusters.GetValueOrDefault(cluster.ClusterId)?.ConnectionPerClient == true))];
        Validate(routes, clusters, errors);
        CheckConnections(written, errors);
        if (model is null)
            return null;
        model.Table = new RouteTable(model, routes, services);
        return new LoadedGateway(model, written.Gateway, routes, clusters, digest) { Frozen = frozen };
    }

    // The gateway's own stage decides its routes; ASP.NET Core's middleware neither knows their policies nor needs to.
    private static RouteConfig WithoutOurPolicy(RouteConfig route, GatewayModel model) =>
        model.Routes.TryGetValue(route.RouteId, out var compiled) && compiled.Rule == RouteRule.Host
            ? route
            : route with { AuthorizationPolicy = null };

    private static HostKeys HostKeysOf(IServiceProvider services) =>
        (services.GetService<IOptions<HostKeyOptions>>()?.Value.ToKeys() ?? HostKeys.None) with
        {
            HasTransforms = services.GetServices<ITransformFactory>().Any(factory => factory.GetType().Assembly != typeof(ITransformFactory).Assembly),
        };

    private bool IsHostPolicy(string name) =>
        services.GetService<IAuthorizationPolicyProvider>() is { } provider
        && provider.GetPolicyAsync(name).GetAwaiter().GetResult() is not null;

    private void Validate(IReadOnlyList<RouteConfig> routes, IReadOnlyList<ClusterConfig> clusters, ConfigErrors errors)
    {
        if (services.GetService<IConfigValidator>() is { } validator)
            new ProxyRules(validator, services, errors).Check(routes, clusters);
        new AmbiguityRules(services.GetService<ParameterPolicyFactory>(), errors).Check(routes);
        foreach (var route in routes)
            CheckCluster(route, clusters, errors);
    }

    private void CheckConnections(GatewayConfigSet written, ConfigErrors errors)
    {
        if (services.GetService<IForwarderHttpClientFactory>() is null or UpstreamClients)
            return;
        foreach (var cluster in written.Clusters.Values.Where(cluster => cluster.ConnectionPerClient))
        {
            errors.Add(ConfigPath.Join(cluster.Path, "ConnectionPerClient"),
                "the application makes its own HTTP clients (IForwarderHttpClientFactory), whose connections callers share");
        }
    }

    private void CheckCluster(RouteConfig route, IReadOnlyList<ClusterConfig> clusters, ConfigErrors errors)
    {
        var path = ConfigPath.Join(ConfigPath.ReverseProxy, "Routes", route.RouteId, "ClusterId");
        if (route.ClusterId is not { } cluster)
        {
            // A library host may handle such a route itself.
            if (fileName is not null)
                errors.Add(path, "no cluster is named, so nothing could be forwarded; add \"ClusterId\"");
        }
        else if (clusters.All(one => !one.ClusterId.Equals(cluster, StringComparison.OrdinalIgnoreCase)))
        {
            errors.Add(path, $"unknown cluster \"{cluster}\"{Suggestion.Ask(cluster, clusters.Select(one => one.ClusterId))}");
        }
    }

    private static string DigestOf(ConfigurationSnapshot frozen, RunTimeSettings set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sections = frozen.Root.AsEnumerable().Where(pair => ConfigPath.IsAtOrUnder(pair.Key, ConfigPath.ReverseProxy) || ConfigPath.IsAtOrUnder(pair.Key, ConfigPath.Gateway));
        foreach (var (key, value) in sections.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
            hash.AppendData(Encoding.UTF8.GetBytes($"{key.ToUpperInvariant()}={value}\n"));
        hash.AppendData(Encoding.UTF8.GetBytes(set.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
