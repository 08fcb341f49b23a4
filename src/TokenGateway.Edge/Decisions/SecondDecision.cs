using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
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
    /// <summary>
    /// How often one request is routed in all before nothing more of it is decided on: as much as two paths with everything
    /// in them that a route may allow, or the most that may be named.
    /// </summary>
    public const int MostRoutings = 64;

    /// <summary>Null: every reading of the request's path belongs to the route that was chosen; else what is wrong with it.</summary>
    public Task<string?> FaultOfReadingsAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        var path = request.Path.ToString();
        return FaultOfReadingsAsync(context, request.Model, MethodOf(context), Count(request, path), route);
    }

    /// <summary>The same of a request that nobody sent.</summary>
    public Task<string?> FaultOfReadingsAsync(HttpContext context, GatewayModel model, string path, GatewayRoute route) =>
        FaultOfReadingsAsync(context, model, MethodOf(context), PathReadings.Of(path, model.ShortNames, MostRoutings), route);

    /// <summary>Whether the token may do this, by the route that takes it.</summary>
    /// <param name="path">Raw, without query.</param>
    public async Task<SecondVerdict> DecideAsync(HttpContext context, EdgeRequest request, string method, string path)
    {
        if ((request.SecondRoutings++ >= MostRoutings && Protection.FewSecondDecisions.Holds()) || context.RequestAborted.IsCancellationRequested)
            return SecondVerdict.Bad("The path is too complex for so many other methods and targets.");
        var findings = RequestTarget.Inspect(path);
        if (findings.Fault != TargetFault.None)
            return SecondVerdict.Bad(RequestTarget.Describe(findings.Fault));
        var (route, other) = await FindAsync(context, request.Model, method, path);
        if (route is null)
            return new(other?.GetEndpoint() is null ? RefusalCode.NotFound : RefusalCode.MethodNotAllowed, "No route accepts it.", null);
        if (findings.Refused(route.AllowedFeatures) is var odd and not TargetFeatures.None)
            return SecondVerdict.Bad(RequestTarget.Describe(odd));
        if (findings.Features != TargetFeatures.None && await FaultOfReadingsAsync(other!, request.Model, method, Count(request, path), route) is { } fault)
            return SecondVerdict.Bad(fault);
        return Decide(other!, request, route);
    }

    private static IReadOnlyCollection<string> Count(EdgeRequest request, string path)
    {
        var readings = PathReadings.Of(path, request.Model.ShortNames, MostRoutings);
        request.SecondRoutings += readings.Count;
        return readings;
    }

    private async Task<string?> FaultOfReadingsAsync(
        HttpContext context, GatewayModel model, string method, IReadOnlyCollection<string> readings, GatewayRoute route)
    {
        if (readings.Count > MostRoutings)
            return "The path has too many possible readings.";
        var realm = route.Realm?.For(context);
        foreach (var reading in readings)
        {
            if (context.RequestAborted.IsCancellationRequested)
                return "The client left.";

            // A reload meanwhile makes other objects of the same routes. A realm may be a part of the path.
            var (other, read) = await FindAsync(context, model, method, reading);
            if (other?.Id.Equals(route.Id, StringComparison.OrdinalIgnoreCase) != true || route.Realm?.For(read!) != realm)
                return "Another reading of the path belongs to another route.";
        }

        return null;
    }

    private static SecondVerdict Decide(HttpContext other, EdgeRequest request, GatewayRoute route)
    {
        if (route.Rule == RouteRule.Host && !ReferenceEquals(route, request.Route))
            return SecondVerdict.Bad("Only the host application can authorize it.");
        if (request.Snapshot is null)
            return route.Rule == RouteRule.Policy ? new(RefusalCode.MissingToken, null, route) : SecondVerdict.Allowed(route);
        if (request.Route!.PlaceTexts.Except(route.PlaceTexts, StringComparer.OrdinalIgnoreCase).Any() && !route.IsAnonymous)
            return SecondVerdict.Bad("Its route accepts tokens in other places.");
        var verdict = Authorizer.Decide(other, request.Snapshot, route);
        return new(verdict.Code, verdict.Detail, route)
        {
            Needed = verdict.Needed,
            Has = verdict.Has,
            Allow = verdict.Code == RefusalCode.MethodNotAllowed ? route.Policy?.Allow : null,
        };
    }

    // In the order of the pipeline: what the gateway answers itself comes before every route.
    private async Task<(GatewayRoute? Route, HttpContext? Context)> FindAsync(HttpContext context, GatewayModel model, string method, string path)
    {
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
