using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Dialects;
using TokenGateway.Edge.Authorization;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// Decides on a request that was not sent, with the token of one that was: the second target that it names, the method
/// that it asks an upstream to act on, or its path as another server reads it.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SecondDecision(RouteMatcher matcher)
{
    /// <summary>Whether every reading of the request's path belongs to the route that was chosen.</summary>
    public Task<bool> ReadsAlikeAsync(HttpContext context, EdgeRequest request, GatewayRoute route) =>
        ReadsAlikeAsync(context, request, MethodOf(context), request.Path.ToString(), route);

    /// <summary>Whether the token may do this, by the route that takes it.</summary>
    /// <param name="path">Raw, without query.</param>
    public async Task<SecondVerdict> DecideAsync(HttpContext context, EdgeRequest request, string method, string path)
    {
        var findings = RequestTarget.Inspect(path);
        if (findings.Fault != TargetFault.None)
            return SecondVerdict.Bad(RequestTarget.Describe(findings.Fault));
        var (route, other) = await FindAsync(context, request, method, path);
        if (route is null)
            return new(other?.GetEndpoint() is null ? RefusalCode.NotFound : RefusalCode.MethodNotAllowed, "No route takes it.", null);
        if (findings.Refused(route.AllowedFeatures) is var odd and not TargetFeatures.None)
            return SecondVerdict.Bad(RequestTarget.Describe(odd));
        if (findings.Features != TargetFeatures.None && !await ReadsAlikeAsync(other!, request, method, path, route))
            return SecondVerdict.Bad("The path belongs to another route when it is read in another way.");
        return Decide(other!, request, route);
    }

    private async Task<bool> ReadsAlikeAsync(HttpContext context, EdgeRequest request, string method, string path, GatewayRoute route)
    {
        var realm = route.Realm?.For(context);
        foreach (var reading in PathReadings.Of(path))
        {
            // A reload meanwhile makes other objects of the same routes. A realm may be a part of the path.
            var (other, read) = await FindAsync(context, request, method, reading);
            if (other?.Id.Equals(route.Id, StringComparison.OrdinalIgnoreCase) != true || route.Realm?.For(read!) != realm)
                return false;
        }

        return true;
    }

    private static SecondVerdict Decide(HttpContext other, EdgeRequest request, GatewayRoute route)
    {
        if (route.Rule == RouteRule.Host && !ReferenceEquals(route, request.Route))
            return SecondVerdict.Bad("Only the host application could decide on it.");
        if (request.Snapshot is null)
            return route.Rule == RouteRule.Policy ? new(RefusalCode.MissingToken, null, route) : SecondVerdict.Allowed(route);
        if (request.Route!.PlaceTexts.Except(route.PlaceTexts, StringComparer.OrdinalIgnoreCase).Any() && !route.IsAnonymous)
            return SecondVerdict.Bad("Its route takes tokens in other places.");
        var verdict = Authorizer.Decide(other, request.Snapshot, route);
        return new(verdict.Code, verdict.Detail, route)
        {
            Needed = verdict.Needed,
            Has = verdict.Has,
            Allow = verdict.Code == RefusalCode.MethodNotAllowed ? route.Policy?.Allow : null,
        };
    }

    // In the order of the pipeline: what the gateway answers itself comes before every route.
    private async Task<(GatewayRoute? Route, HttpContext? Context)> FindAsync(HttpContext context, EdgeRequest request, string method, string path)
    {
        var model = request.Model;
        if (path.Equals(model.EdgeHealthPath, StringComparison.Ordinal) || path.Equals(model.SelfPath, StringComparison.Ordinal)
            || model.Calls?.Match(PathString.FromUriComponent(path)) is not null)
            return (null, null);
        var other = await matcher.MatchLikeAsync(context, method, path);
        return (EdgeTransformer.RouteOf(other), other);
    }

    // A WebSocket over HTTP/2 comes as CONNECT (RFC 8441) and is decided as the GET it is over HTTP/1.1.
    private static string MethodOf(HttpContext context) =>
        HttpMethods.IsConnect(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
}
