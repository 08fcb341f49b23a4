using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Text;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// Checks a route's YARP transforms. The gateway applies path transforms itself, on raw bytes. Refuses transforms that
/// would change path, query or method after the decision or set an identity header, and those without effect because the
/// gateway sets or strips the header itself.
/// </summary>
/// <param name="written">The headers that routes forward, and the upstream credentials.</param>
/// <param name="isProtected">The identity headers.</param>
/// <param name="places">The headers that are credential locations.</param>
/// <param name="errors">Collects errors.</param>
internal sealed class TransformRules(GatewayConfigSet written, HeaderNameSet isProtected, HeaderNameSet places, ConfigErrors errors)
{
    private const string RemovesHeader = "RequestHeaderRemove";

    private static readonly Dictionary<string, string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PathPattern"] = "would build another path than the one that was authorized; use PathPrefix, PathRemovePrefix or PathSet",
        ["QueryValueParameter"] = "would change the query, which reaches the upstream byte for byte",
        ["QueryRouteParameter"] = "would change the query, which reaches the upstream byte for byte",
        ["QueryRemoveParameter"] = "would change the query, which reaches the upstream byte for byte",
        ["HttpMethodChange"] = "would change the method after authorization",
    };

    private static readonly string[] NamesHeader = ["RequestHeader", "RequestHeaderRouteValue", RemovesHeader, "ClientCert", "HeaderPrefix"];

    private readonly HeaderNameSet _forwardable = HeaderNameSet.Create(
        written.Routes.Values.SelectMany(route => route.DangerousForwardHeaders).Where(name => HeaderNameSet.Fold(name).Length > 0), []);

    public void Check(RouteConfig route)
    {
        var transforms = route.Transforms ?? [];
        var path = ConfigPath.Join(ConfigPath.ReverseProxy, GatewayShape.Routes, route.RouteId, "Transforms");
        var forwarded = new ForwardedTransforms(transforms);
        for (var i = 0; i < transforms.Count; i++)
        {
            foreach (var (key, value) in transforms[i])
            {
                var isOfHeader = NamesHeader.Contains(key, StringComparer.OrdinalIgnoreCase);
                if (Refused.TryGetValue(key, out var why))
                    errors.Add(ConfigPath.Join(path, i, key), why);
                else if (isOfHeader && (FaultOfHeader(key, value, transforms[i]) ?? forwarded.FaultOfHeader(i, value, ConfigPath.Same(key, RemovesHeader)) ?? FaultOfEffect(key, value, route)) is { } fault)
                    errors.Add(ConfigPath.Join(path, i, key), fault);
            }

            foreach (var key in forwarded.AppendingKeys(i))
                errors.Add(ConfigPath.Join(path, i, key), "there is nothing to append to, because the gateway removes what clients send; write \"Set\", and name the proxies in front of the gateway in TokenGateway:TrustedProxies");
            CheckFormats(transforms[i], ConfigPath.Join(path, i), errors);
        }
    }

    private string? FaultOfHeader(string key, string name, IReadOnlyDictionary<string, string> transform) => isProtected.Contains(name)
        ? $"{name} is an identity header, which only the gateway sets; use TokenGateway:Identity of the route"
        : ReservedHeaders.FaultOfTransform(key, name, transform.ContainsKey("Append"));

    // Why it would have no effect, or only on some requests.
    private string? FaultOfEffect(string key, string name, RouteConfig route)
    {
        if (route.ClusterId is { } cluster && written.Clusters.GetValueOrDefault(cluster)?.UpstreamCredential?.Header is { } credential && ConfigPath.Same(credential, name))
            return $"{name} is set by the cluster's \"UpstreamCredential\"; remove this transform";
        var removes = ConfigPath.Same(key, RemovesHeader);
        if (places.Contains(name) && !ConfigPath.Same(name, "Authorization"))
            return $"{name} is searched for tokens, so the gateway removes it; {(removes ? "remove this transform" : "use the cluster's \"UpstreamCredential\"")}";
        var passesHere = written.Routes.GetValueOrDefault(route.RouteId)?.DangerousForwardHeaders.Any(one => HeaderNameSet.Fold(one) == HeaderNameSet.Fold(name)) == true;
        if (passesHere || !DenyList.Contains(name) || DenyList.IsSecondTarget(name))
            return null;
        if (removes)
            return $"no client's {name} reaches an upstream, so there is nothing to remove; remove this transform";
        return _forwardable.Contains(name)
            ? $"the gateway removes {name} on this route, because another route has it in \"DangerousForwardHeaders\"; add it there on this route as well"
            : null;
    }

    // YARP's validation accepts it, but building the route then fails.
    private static void CheckFormats(IReadOnlyDictionary<string, string> transform, string path, ConfigErrors errors)
    {
        if (!transform.TryGetValue("Forwarded", out var parts) || parts is null)
            return;
        var named = parts.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (format, part) in new[] { ("ForFormat", "for"), ("ByFormat", "by") })
        {
            if (transform.ContainsKey(format) && !named.Contains(part, StringComparer.OrdinalIgnoreCase))
                errors.Add(ConfigPath.Join(path, format), $"has no effect without \"{part}\" in \"Forwarded\"");
        }
    }
}
