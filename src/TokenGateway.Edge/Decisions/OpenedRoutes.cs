using TokenGateway.Core.Verification;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Decisions;

/// <summary>Lists the routes that a token opens, using the regular decision. Ignores the client's address; omits routes with a rule of the host's.</summary>
internal static class OpenedRoutes
{
    /// <summary>The routes by name, each with the methods that the token may use; <c>*</c> stands for every method that no entry names.</summary>
    public static IEnumerable<(GatewayRoute Route, string[] Methods)> Of(GatewayModel model, TokenSnapshot snapshot)
    {
        foreach (var route in model.Routes.Values.OrderBy(route => route.Id, StringComparer.Ordinal))
        {
            string[] methods = [.. MethodsOf(route).Where(method => IsOpen(route, method, snapshot))];
            if (methods.Length > 0)
                yield return (route, methods);
        }
    }

    /// <summary>Whether the token may use the route. Rules that a host added are unknown and count as closed.</summary>
    /// <param name="route">The route.</param>
    /// <param name="method">The method in upper case.</param>
    /// <param name="snapshot">The token, which must be valid; null if there is none.</param>
    public static bool IsOpen(GatewayRoute route, string method, TokenSnapshot? snapshot)
    {
        if (route.Rule == RouteRule.Host)
            return false;
        var found = new Decision { Method = method, Route = route };
        return Decider.Judge(RequestFacts.On(route, method), found, snapshot).Code is null;
    }

    // An entry without methods applies to all other methods.
    private static IEnumerable<string> MethodsOf(GatewayRoute route) => route.Policy is not { } policy ? ["*"]
        : policy.Allow.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Concat(policy.Entries.Any(entry => entry.Methods is null) ? ["*"] : Array.Empty<string>());
}
