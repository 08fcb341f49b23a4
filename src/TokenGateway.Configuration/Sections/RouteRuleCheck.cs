using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>Requires exactly one access rule per route. An absent rule never means "everyone", and of two rules none silently wins.</summary>
internal static class RouteRuleCheck
{
    private const string None =
        "no access rule, so the route is refused. Add \"TokenGateway\": { \"Policy\": \"Default\" } to let every valid token in, "
        + "\"Access\": [ ... ] or the name of a policy to ask for more, or \"Anonymous\": true to need no token";

    public static void Check(ConfigNode route, RouteBlockConfig block, ConfigErrors errors)
    {
        var rules = RulesOf(block).ToList();
        if (rules.Count > 1)
            errors.Add(route.Path, $"more than one access rule: {string.Join(", ", rules)}. Keep one");
        else if (rules.Count == 0 && !errors.AnyUnder(route.Path))
            errors.Add(route.Path, None);
    }

    private static IEnumerable<string> RulesOf(RouteBlockConfig block)
    {
        if (block.Access is not null)
            yield return "TokenGateway:Access";
        if (block.Policy is not null)
            yield return "TokenGateway:Policy";
        if (block.Anonymous)
            yield return "TokenGateway:Anonymous";
        if (block.AuthorizationPolicy is not null)
            yield return "AuthorizationPolicy";
    }
}
