using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Intake;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// The target of the outgoing request: the destination's address, then path and query byte for byte as the client sent
/// them. <see cref="Uri"/> must not touch them: it unescapes (<c>%61pi_token</c>) and resolves dot segments.
/// </summary>
internal static class UpstreamTarget
{
    private static readonly UriCreationOptions Raw = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static void Set(EdgeRequest request, HttpRequestMessage message, string destinationPrefix)
    {
        var route = request.Route!;
        var target = request.Target;
        if (!route.Rewrite.IsNone)
            target = Rewrite(request);

        // The address ends its path with "/" (checked at load) and the target begins with one, so that "@evil.com/x"
        // can never become part of the authority.
        message.RequestUri = new Uri(string.Concat(destinationPrefix.AsSpan().TrimEnd('/'), target),
            Protection.ByteExactTarget.Holds() ? Raw : default);
        request.OutgoingTarget = message.RequestUri;
    }

    /// <summary>The <c>Host</c> that the destination's configuration asks for; null: the address's own.</summary>
    public static string? HostOf(HttpContext context) =>
        context.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.Model.Config.Host;

    private static string Rewrite(EdgeRequest request)
    {
        var path = request.Route!.Rewrite.Apply(request.Path.ToString());
        var findings = RequestTarget.Inspect(path);
        if (!findings.PassesWith(request.Route.AllowedFeatures))
            throw new InvalidOperationException($"The path transforms of route {request.Route.Id} made a path that no route may have.");
        return string.Concat(path, request.Target.AsSpan(request.PathLength));
    }
}
