using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Targets;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// The target of the outgoing request: the destination's address, then path and query byte for byte as the client sent
/// them. <see cref="Uri"/> must not normalize them: it unescapes (<c>%61pi_token</c>) and resolves dot segments.
/// </summary>
internal static class UpstreamTarget
{
    private static readonly UriCreationOptions Raw = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static void Set(EdgeRequest request, HttpRequestMessage message, string destinationPrefix)
    {
        var route = request.Route!;
        var target = request.Decision.Target;
        if (!route.Rewrite.IsNone)
            target = Rewrite(request.Decision, request.PathLength);

        // The path of the address ends with "/" (checked at load) and the target begins with one, so that "@evil.com/x" can
        // never become part of the authority.
        message.RequestUri = new Uri(string.Concat(destinationPrefix.AsSpan().TrimEnd('/'), target),
            Protection.ByteExactTarget.IsEnabled() ? Raw : default);
        request.OutgoingTarget = message.RequestUri;
    }

    /// <summary>The configured <c>Host</c> of the destination; null: that of its address.</summary>
    public static string? HostOf(HttpContext context) =>
        context.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.Model.Config.Host;

    /// <summary>Sets the upstream's path of a second target, on the host of the request.</summary>
    public static void SetDestination(EdgeRequest request, HttpRequestMessage message)
    {
        const string Name = "Destination";
        if (request.Destination is not { } second || !message.Headers.NonValidated.Contains(Name))
            return;
        var path = Rewrite(second.Route, second.Path);
        var uri = message.RequestUri!;
        message.Headers.Remove(Name);
        message.Headers.TryAddWithoutValidation(Name,
            second.IsAbsolute ? $"{uri.Scheme}://{message.Headers.Host ?? uri.Authority}{path}" : path);
    }

    private static string Rewrite(in Decision decision, int pathLength) =>
        string.Concat(Rewrite(decision.Route!, decision.Target[..pathLength]), decision.Target.AsSpan(pathLength));

    private static string Rewrite(GatewayRoute route, string rawPath)
    {
        var path = route.Rewrite.Apply(rawPath);
        return RequestTarget.Inspect(path).PassesWith(route.AllowedFeatures)
            ? path
            : throw new InvalidOperationException($"The path transforms of route {route.Id} produced a path that is not allowed on any route.");
    }
}
