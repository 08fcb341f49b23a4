using TokenGateway.Core.Verification;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Decisions;

/// <summary>Which routes a token opens, by the one decision. Where it is used from is not asked, nor what a host's own rule says.</summary>
internal static class OpenedRoutes
{
    /// <summary>By the name of the route, each with the methods that the token may use; <c>*</c>: every one that no entry names.</summary>
    public static IEnumerable<(GatewayRoute Route, string[] Methods)> Of(GatewayModel model, TokenSnapshot snapshot)
    {
        foreach (var route in model.Routes.Values.OrderBy(route => route.Id, StringComparer.Ordinal))
        {
            string[] methods = [.. MethodsOf(route).Where(method => IsOpen(route, method, snapshot))];
            if (methods.Length > 0)
                yield return (route, methods);
        }
    }

    /// <summary>Whether the route opens; of a rule that a host brought, nothing is known.</summary>
    /// <param name="route">The route.</param>
    /// <param name="method">The method in capitals.</param>
    /// <param name="snapshot">The token, which must be valid; null: none.</param>
    public static bool IsOpen(GatewayRoute route, string method, TokenSnapshot? snapshot)
    {
        if (route.Rule == RouteRule.Host)
            return false;
        var found = new Decision { Method = method, Route = route };
        return Decider.Judge(RequestFacts.On(route, method), found, snapshot).Code is null;
    }

    // An entry without methods decides every other one.
    private static IEnumerable<string> MethodsOf(GatewayRoute route) => route.Policy is not { } policy ? ["*"]
        : policy.Allow.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Concat(policy.Entries.Any(entry => entry.Methods is null) ? ["*"] : Array.Empty<string>());
}
