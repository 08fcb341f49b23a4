using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Compilation;

/// <summary>The access rule of a route as a text that is equal when the rules are.</summary>
internal static class AccessRules
{
    public static string TextOf(GatewayRoute route) =>
        route.Rule + string.Concat((route.Policy?.Entries ?? []).Select(entry => $"\n{string.Join(',', entry.Methods ?? [])}: {entry.Condition.Description}"))
        + (route.IsAnonymous ? "" : $"\n{route.Realm?.Text}");
}
