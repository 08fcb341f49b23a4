using Microsoft.AspNetCore.Routing.Patterns;
using TokenGateway.Configuration.Sections.Proxy;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>Knowledge about YARP's validators: the key that each one checks, and advice beyond its message.</summary>
internal static class ProxyText
{
    // The classes are internal to YARP. An unlisted one is the host's, or new: its errors name only the route or cluster.
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["PathValidator"] = "Match:Path",
        ["MethodsValidator"] = "Match:Methods",
        ["HostValidator"] = "Match:Hosts",
        ["HeadersValidator"] = "Match:Headers",
        ["QueryParametersValidator"] = "Match:QueryParameters",
        ["AuthorizationPolicyValidator"] = "AuthorizationPolicy",
        ["RateLimitPolicyValidator"] = "RateLimiterPolicy",
        ["OutputCachePolicyValidator"] = "OutputCachePolicy",
        ["TimeoutPolicyValidator"] = "TimeoutPolicy",
        ["CorsPolicyValidator"] = "CorsPolicy",
        ["DestinationValidator"] = "Destinations",
        ["LoadBalancingValidator"] = "LoadBalancingPolicy",
        ["HealthCheckValidator"] = "HealthCheck",
        ["SessionAffinityValidator"] = "SessionAffinity",
        ["ProxyHttpClientValidator"] = "HttpClient",
        ["ProxyHttpRequestValidator"] = "HttpRequest",
    };

    /// <summary>The key, below the route or cluster, that a validator checks.</summary>
    public static string? KeyOf(Type validator) =>
        validator.Assembly == typeof(RouteConfig).Assembly ? Keys.GetValueOrDefault(validator.Name) : null;

    /// <summary>The same; one validator checks two keys, of which a route has only one.</summary>
    public static string? KeyOf(Type validator, RouteConfig route) => KeyOf(validator) switch
    {
        "TimeoutPolicy" when route.TimeoutPolicy is null => "Timeout",
        var key => key,
    };

    public static string Explain(string failure, string? key, RouteConfig route) => key switch
    {
        "Match:Path" when route.Match.Path is { } pattern => PatternFault(pattern) is { } fault ? $"not a path pattern: {fault}" : failure,
        "RateLimiterPolicy" => $"{failure} Such policies are defined in the code of a host application; define limits of the file under TokenGateway:RateLimits and name them in the route's block: \"TokenGateway\": {{ \"RateLimits\": [...] }}",
        not null when key.StartsWith("Transforms:", StringComparison.Ordinal) => failure + TransformNames.Ask(failure[(failure.LastIndexOf(' ') + 1)..].TrimEnd(';', '.')),
        _ => failure,
    };

    private static string? PatternFault(string pattern)
    {
        try
        {
            RoutePatternFactory.Parse(pattern);
            return null;
        }
        catch (RoutePatternException fault)
        {
            return fault.Message;
        }
    }
}
