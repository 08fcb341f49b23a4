using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Self;

/// <summary>Tells the bearer of a token what the token is and which routes it opens.</summary>
internal static class SelfPage
{
    public static Task WriteAsync(HttpContext context, EdgeRequest request)
    {
        var snapshot = request.Snapshot!;
        var body = new SelfDescription(
            snapshot.Token.Id.ToString(), snapshot.Token.Name, snapshot.Token.Owner.Value, snapshot.Token.Realm.Value,
            snapshot.Subject.Role?.Name.Value, [.. snapshot.PermissionNames], snapshot.Token.ExpiresAt,
            [.. request.Route!.Model.Routes.Values.Select(route => Open(route, snapshot)).OfType<OpenRoute>().OrderBy(one => one.Route, StringComparer.Ordinal)]);
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(body, SelfJson.Default.SelfDescription, cancellationToken: context.RequestAborted);
    }

    private static OpenRoute? Open(GatewayRoute route, TokenSnapshot snapshot)
    {
        if (route.Realm is { Parameter: null } realm && realm.For(new DefaultHttpContext()) != snapshot.Token.Realm.Value)
            return null;
        if (route.Policy is not { } policy)
            return route.IsAnonymous ? new OpenRoute(route.Id, route.Pattern, ["*"]) : null;
        string[] methods = [.. MethodsOf(policy, snapshot)];
        return methods.Length == 0 ? null : new OpenRoute(route.Id, route.Pattern, methods);
    }

    private static IEnumerable<string> MethodsOf(Core.Access.AccessPolicy policy, TokenSnapshot snapshot)
    {
        var named = policy.Allow.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        foreach (var method in named)
        {
            if (policy.Evaluate(method, snapshot.Subject).Decision == Core.Access.AccessDecision.Allowed)
                yield return method;
        }

        // An entry without methods decides every other one.
        if (policy.Entries.Any(entry => entry.Methods is null)
            && policy.Evaluate("*", snapshot.Subject).Decision == Core.Access.AccessDecision.Allowed)
        {
            yield return "*";
        }
    }
}
