using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Compilation;

/// <summary>A text of a route's access rule; two rules are equal if their texts are.</summary>
internal static class AccessRules
{
    public static string TextOf(GatewayRoute route) =>
        route.Rule + string.Concat((route.Policy?.Entries ?? []).Select(entry => $"\n{string.Join(',', entry.Methods ?? [])}: {entry.Condition.Description}"))
        + (route.IsAnonymous ? "" : $"\n{route.Realm?.Text}");
}
