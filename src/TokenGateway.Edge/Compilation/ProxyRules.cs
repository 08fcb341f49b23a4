using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Configuration.ClusterValidators;
using Yarp.ReverseProxy.Configuration.RouteValidators;
using Yarp.ReverseProxy.Transforms.Builder;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Runs YARP's validators on its part. They name a route or cluster, never a key; the key follows from the validator that
/// reports the error.
/// </summary>
internal sealed class ProxyRules(IConfigValidator validator, IServiceProvider services, ConfigErrors errors)
{
    private const string Path = "Match:Path";

    private readonly IRouteValidator[] _ofRoutes = [.. services.GetServices<IRouteValidator>()];
    private readonly IClusterValidator[] _ofClusters = [.. services.GetServices<IClusterValidator>()];
    private readonly ITransformBuilder? _transforms = services.GetService<ITransformBuilder>();

    public void Check(IReadOnlyList<RouteConfig> routes, IReadOnlyList<ClusterConfig> clusters)
    {
        foreach (var route in routes)
            CheckRoute(route with { AuthorizationPolicy = null });
        foreach (var cluster in clusters)
            CheckCluster(cluster);
    }

    // The overall result decides; the single validators run only to locate an error.
    private void CheckRoute(RouteConfig route)
    {
        if (FailuresOf(validator.ValidateRouteAsync(route)) is not { Count: > 0 } failures)
            return;
        var keys = KeysOf(route);
        foreach (var failure in failures)
        {
            var key = keys.GetValueOrDefault(failure) ?? (LacksMatch(route) ? Path : null);
            errors.Add(At(GatewayShape.Routes, route.RouteId, key), ProxyText.Explain(failure, key, route));
        }
    }

    private void CheckCluster(ClusterConfig cluster)
    {
        if (FailuresOf(validator.ValidateClusterAsync(cluster)) is not { Count: > 0 } failures)
            return;
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in _ofClusters)
            Note(keys, FailuresOf(list => one.ValidateAsync(cluster, list)), ProxyText.KeyOf(one.GetType()));
        foreach (var failure in failures)
            errors.Add(At(GatewayShape.Clusters, cluster.ClusterId, keys.GetValueOrDefault(failure)), failure);
    }

    private Dictionary<string, string> KeysOf(RouteConfig route)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in _ofRoutes)
            Note(keys, FailuresOf(list => one.ValidateAsync(route, list)), ProxyText.KeyOf(one.GetType(), route));
        for (var i = 0; _transforms is not null && i < (route.Transforms?.Count ?? 0); i++)
            Note(keys, [.. _transforms.ValidateRoute(route with { Transforms = [route.Transforms![i]] }).Select(OneLine)], $"Transforms:{i}");
        return keys;
    }

    private static void Note(Dictionary<string, string> keys, IEnumerable<string> failures, string? key)
    {
        foreach (var failure in failures.Where(_ => key is not null))
            keys.TryAdd(failure, key!);
    }

    private static bool LacksMatch(RouteConfig route) =>
        string.IsNullOrEmpty(route.Match.Path) && (route.Match.Hosts ?? []).All(string.IsNullOrEmpty);

    private static string At(string section, string id, string? key)
    {
        var path = ConfigPath.Join(ConfigPath.ReverseProxy, section, id);
        return key is null ? path : ConfigPath.Join(path, key);
    }

    // YARP's validators complete synchronously.
    private static List<string> FailuresOf(ValueTask<IList<Exception>> answer) =>
        [.. answer.AsTask().GetAwaiter().GetResult().Select(OneLine).Distinct(StringComparer.Ordinal)];

    private static List<string> FailuresOf(Func<IList<Exception>, ValueTask> ask)
    {
        var failures = new List<Exception>();
        ask(failures).AsTask().GetAwaiter().GetResult();
        return [.. failures.Select(OneLine)];
    }

    private static string OneLine(Exception failure) => failure.Message.ReplaceLineEndings(" ");
}
