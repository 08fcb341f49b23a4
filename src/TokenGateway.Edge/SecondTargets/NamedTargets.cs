using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.SecondTargets;

/// <summary>
/// Targets and methods that a request names in addition to its own, for an upstream to act on: the destination of a WebDAV
/// copy or move, a copy source of an object store, a method override. Each is decided like a request of its own, with the
/// same token, or refused.
/// </summary>
internal static class NamedTargets
{
    /// <summary>Whether the request names any.</summary>
    public static bool IsNeeded(EdgeRequest request) =>
        request.HasSecondTarget
        || ((request.MethodOverrides.Count > 0 || MethodOverride.MayBeIn(request.QueryText)) && Protection.MethodOverridesDecided.IsEnabled());

    /// <summary>The decision that refuses one of them; otherwise the request's own, with the destination of a copy or move.</summary>
    public static Decision Decide(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        var methods = new NamedTexts(StringComparison.OrdinalIgnoreCase);
        var tags = new NamedTexts(StringComparison.Ordinal);
        if (!TryRead(context, request, route, methods, tags))
            return Bad(request, $"The request names more than {NamedTexts.Most} other methods and targets, or its If header is malformed.");
        var decision = DecideMethods(context, request, methods);
        if (decision.Code is not null || !request.HasSecondTarget)
            return decision;
        foreach (var header in context.Request.Headers)
        {
            if (!DenyList.IsSecondTarget(header.Key) || route.ForwardedHeaders?.Contains(header.Key) == true)
                continue;
            decision = DecideHeader(context, request, route, header.Key, header.Value, tags);
            if (decision.Code is not null)
                return decision;
        }

        return request.Decision;
    }

    // Read all before deciding any: a request that names too many gets no further decision.
    private static bool TryRead(HttpContext context, EdgeRequest request, GatewayRoute route, NamedTexts methods, NamedTexts tags)
    {
        if (Protection.MethodOverridesDecided.IsEnabled() && !MethodOverride.TryRead(request, methods))
            return false;
        foreach (var value in Named(context, route, "If"))
        {
            if (!TargetText.TryGetTags(value ?? "", tags))
                return false;
        }

        return methods.All.Count + tags.All.Count + Named(context, route, "Destination").Count <= NamedTexts.Most || !Protection.FewSecondDecisions.IsEnabled();
    }

    // Headers that the operator forwards deliberately are not read.
    private static StringValues Named(HttpContext context, GatewayRoute route, string header) =>
        route.ForwardedHeaders?.Contains(header) == true ? default : context.Request.Headers[header];

    private static Decision DecideHeader(
        HttpContext context, EdgeRequest request, GatewayRoute route, string name, StringValues values, NamedTexts tags) =>
        name.Equals("Destination", StringComparison.OrdinalIgnoreCase) ? DecideDestination(context, request, route, values)
        : name.Equals("If", StringComparison.OrdinalIgnoreCase) ? DecideTags(context, request, tags)
        : Bad(request, "A header names a second target that this gateway cannot authorize.");

    private static Decision DecideDestination(HttpContext context, EdgeRequest request, GatewayRoute route, StringValues values)
    {
        if (values.Count != 1 || !TargetText.TryGetPath(values.ToString(), context.Request.Host, out var path, out var isAbsolute))
            return Bad(request, "The Destination is neither a path nor a URI of this host.");
        var decision = SecondDecision.Decide(context, request, HttpMethods.Put, path);
        if (decision.Code is not null)
            return Prefix("The Destination is refused.", decision);
        if (decision.Route!.ClusterId != route.ClusterId)
            return Bad(request, "The Destination belongs to another upstream.");
        request.Destination = new SecondTarget(decision.Route, path, isAbsolute);
        return request.Decision;
    }

    private static Decision DecideTags(HttpContext context, EdgeRequest request, NamedTexts tags)
    {
        foreach (var tag in tags.All)
        {
            if (!TargetText.TryGetPath(tag, context.Request.Host, out var path, out _))
                return Bad(request, "The If header names a resource of another host.");
            var decision = SecondDecision.Decide(context, request, HttpMethods.Get, path);
            if (decision.Code is not null)
                return Prefix("A resource in the If header is refused.", decision);
        }

        return request.Decision;
    }

    private static Decision DecideMethods(HttpContext context, EdgeRequest request, NamedTexts methods)
    {
        foreach (var method in methods.All)
        {
            var decision = MethodOverride.IsMethod(method)
                ? SecondDecision.Decide(context, request, method, request.Path.ToString())
                : Bad(request, "The method override names no method.");
            if (decision.Code is not null)
                return Prefix("The method override is refused.", decision);
        }

        return request.Decision;
    }

    private static Decision Bad(EdgeRequest request, string detail) => request.Decision.Refuse(RefusalCode.BadTarget, detail);

    private static Decision Prefix(string what, in Decision decision) => decision with { Fault = decision.Fault! with { Detail = $"{what} {decision.Fault.Detail}".TrimEnd() } };
}
