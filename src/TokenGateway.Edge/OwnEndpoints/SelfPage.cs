using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TokenGateway.Configuration.Schema;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>Tells the bearer of a token what the token is and which routes it opens.</summary>
internal static class SelfPage
{
    public static Task WriteAsync(HttpContext context, EdgeRequest request)
    {
        var snapshot = request.Snapshot!;
        var body = new SelfDescription(
            snapshot.Token.Id.ToString(), snapshot.Token.Name, snapshot.Token.Owner.Value, snapshot.Token.Realm.Value,
            snapshot.Subject.Role?.Name.Value, [.. snapshot.PermissionNames], snapshot.Token.ExpiresAt,
            [.. request.Model.Routes.Values.Select(route => Open(route, snapshot)).OfType<OpenRoute>().OrderBy(one => one.Route, StringComparer.Ordinal)]);
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(body, SelfJson.Default.SelfDescription, cancellationToken: context.RequestAborted);
    }

    // A rule of the host's own is not known here.
    private static OpenRoute? Open(GatewayRoute route, TokenSnapshot snapshot)
    {
        if (route.Rule == RouteRule.Host)
            return null;
        string[] methods = [.. MethodsOf(route).Where(method => IsOpen(route, method, snapshot))];
        return methods.Length == 0 ? null : new OpenRoute(route.Id, route.Pattern, methods);
    }

    private static bool IsOpen(GatewayRoute route, string method, TokenSnapshot snapshot)
    {
        var found = new Decision { Method = method, Route = route };
        return Decider.Judge(RequestFacts.On(route, method), found, snapshot).Code is null;
    }

    // An entry without methods decides every other one.
    private static IEnumerable<string> MethodsOf(GatewayRoute route) => route.Policy is not { } policy ? ["*"]
        : policy.Allow.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Concat(policy.Entries.Any(entry => entry.Methods is null) ? ["*"] : Array.Empty<string>());
}
