using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Protections;
using TokenGateway.Dialects;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// What a request names beside its own target and method, for an upstream to act on: the destination of a WebDAV copy
/// or move, a copy source of an object store, a method override. Each is decided like a request of its own, with the
/// same token, or refused.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class NamedTargets(SecondDecision second)
{
    /// <summary>Whether the request names anything.</summary>
    public static bool IsNeeded(EdgeRequest request) =>
        request.HasSecondTarget
        || ((request.MethodOverrides.Count > 0 || MethodOverride.MayBeIn(request.QueryText)) && Protection.MethodOverridesDecided.Holds());

    public async Task<SecondVerdict> DecideAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        var methods = new NamedTexts(StringComparison.OrdinalIgnoreCase);
        var tags = new NamedTexts(StringComparison.Ordinal);
        if (!TryRead(context, request, route, methods, tags))
            return SecondVerdict.Bad($"The request names more than {NamedTexts.Most} other methods and targets, or its If header is malformed.");
        var verdict = await DecideMethodsAsync(context, request, methods);
        if (verdict.Code is not null || !request.HasSecondTarget)
            return verdict;
        foreach (var header in context.Request.Headers)
        {
            if (!DenyList.IsSecondTarget(header.Key) || route.ForwardedHeaders?.Contains(header.Key) == true)
                continue;
            verdict = await DecideHeaderAsync(context, request, route, header.Key, header.Value, tags);
            if (verdict.Code is not null)
                return verdict;
        }

        return SecondVerdict.Allowed();
    }

    // Before the first is decided on: whoever names too many has nothing decided.
    private static bool TryRead(HttpContext context, EdgeRequest request, GatewayRoute route, NamedTexts methods, NamedTexts tags)
    {
        if (Protection.MethodOverridesDecided.Holds() && !MethodOverride.TryRead(request, methods))
            return false;
        foreach (var value in Named(context, route, "If"))
        {
            if (!TargetText.TryGetTags(value ?? "", tags))
                return false;
        }

        return methods.All.Count + tags.All.Count + Named(context, route, "Destination").Count <= NamedTexts.Most || !Protection.FewSecondDecisions.Holds();
    }

    // What the operator lets pass is not read.
    private static StringValues Named(HttpContext context, GatewayRoute route, string header) =>
        route.ForwardedHeaders?.Contains(header) == true ? default : context.Request.Headers[header];

    private Task<SecondVerdict> DecideHeaderAsync(
        HttpContext context, EdgeRequest request, GatewayRoute route, string name, StringValues values, NamedTexts tags) =>
        name.Equals("Destination", StringComparison.OrdinalIgnoreCase) ? DecideDestinationAsync(context, request, route, values)
        : name.Equals("If", StringComparison.OrdinalIgnoreCase) ? DecideTagsAsync(context, request, tags)
        : Task.FromResult(SecondVerdict.Bad("A header names a second target that this gateway cannot authorize."));

    private async Task<SecondVerdict> DecideDestinationAsync(HttpContext context, EdgeRequest request, GatewayRoute route, StringValues values)
    {
        if (values.Count != 1 || !TargetText.TryGetPath(values.ToString(), context.Request.Host, out var path, out var isAbsolute))
            return SecondVerdict.Bad("The Destination is neither a path nor a URI of this host.");
        var verdict = await second.DecideAsync(context, request, HttpMethods.Put, path);
        if (verdict.Code is not null)
            return verdict with { Detail = $"The Destination is refused. {verdict.Detail}".TrimEnd() };
        if (verdict.Route!.ClusterId != route.ClusterId)
            return SecondVerdict.Bad("The Destination belongs to another upstream.");
        request.Destination = new SecondTarget(verdict.Route, path, isAbsolute);
        return SecondVerdict.Allowed();
    }

    private async Task<SecondVerdict> DecideTagsAsync(HttpContext context, EdgeRequest request, NamedTexts tags)
    {
        foreach (var tag in tags.All)
        {
            if (!TargetText.TryGetPath(tag, context.Request.Host, out var path, out _))
                return SecondVerdict.Bad("The If header names a resource of another host.");
            var verdict = await second.DecideAsync(context, request, HttpMethods.Get, path);
            if (verdict.Code is not null)
                return verdict with { Detail = $"A resource in the If header is refused. {verdict.Detail}".TrimEnd() };
        }

        return SecondVerdict.Allowed();
    }

    private async Task<SecondVerdict> DecideMethodsAsync(HttpContext context, EdgeRequest request, NamedTexts methods)
    {
        foreach (var method in methods.All)
        {
            var verdict = MethodOverride.IsMethod(method)
                ? await second.DecideAsync(context, request, method, request.Path.ToString())
                : SecondVerdict.Bad("The method override names no method.");
            if (verdict.Code is not null)
                return verdict with { Detail = $"The method override is refused. {verdict.Detail}".TrimEnd() };
        }

        return SecondVerdict.Allowed();
    }
}
