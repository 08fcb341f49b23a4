using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Decisions;

/// <summary>Checks the route's compiled policy, the token's address list, then the route's realm. Allocates only for refusals.</summary>
internal static class RouteRules
{
    /// <summary>Returns why the token is refused; null if it is allowed.</summary>
    public static DecisionFault? FaultOf(in RequestFacts facts, GatewayRoute route, TokenSnapshot snapshot)
    {
        var fault = route.IsAnonymous ? null : FaultOfPolicy(facts, route, snapshot);
        if (fault?.Code == RefusalCode.MethodNotAllowed)
            return fault;

        // The refusal does not list the allowed addresses: its owner knows them, and a caller from elsewhere must not learn them.
        if (!facts.IsAnywhere && !snapshot.Allows(facts.Address))
            return new(RefusalCode.AddressNotAllowed);
        return fault ?? (route.IsAnonymous ? null : FaultOfRealm(facts, route, snapshot));
    }

    private static DecisionFault? FaultOfPolicy(in RequestFacts facts, GatewayRoute route, TokenSnapshot snapshot)
    {
        if (route.Policy is not { } policy)
            return null;
        var fault = FaultOfMethod(facts.Method, policy, snapshot);
        return fault is null && route.ForwardsMethodOverride && facts.Request is { } request ? FaultOfOverrides(request.Headers, policy, snapshot) : fault;
    }

    private static DecisionFault? FaultOfMethod(string method, AccessPolicy policy, TokenSnapshot snapshot)
    {
        var verdict = policy.Evaluate(method, snapshot.Subject);
        return verdict.Decision switch
        {
            AccessDecision.Allowed => null,
            AccessDecision.MethodNotAllowed => new(RefusalCode.MethodNotAllowed),
            AccessDecision.InsufficientRole => Deny(RefusalCode.InsufficientRole, verdict.Entry!, snapshot),
            _ => Deny(RefusalCode.InsufficientPermission, verdict.Entry!, snapshot),
        };
    }

    // An upstream that honors the override acts on that method, so the policy must allow it as well.
    private static DecisionFault? FaultOfOverrides(IHeaderDictionary headers, AccessPolicy policy, TokenSnapshot snapshot)
    {
        foreach (var method in OverridesIn(headers))
        {
            if (FaultOfMethod(method, policy, snapshot) is { } fault)
                return fault;
        }

        return null;
    }

    /// <summary>The methods that headers ask the upstream to act on; checked only for routes that forward these headers.</summary>
    public static IEnumerable<string> OverridesIn(IHeaderDictionary headers)
    {
        foreach (var header in headers)
        {
            if (!DenyList.MethodOverrides.Contains(header.Key))
                continue;
            foreach (var method in header.Value)
                yield return method?.Trim() ?? "";
        }
    }

    private static DecisionFault? FaultOfRealm(in RequestFacts facts, GatewayRoute route, TokenSnapshot snapshot)
    {
        if (route.Realm is not { } realm || (realm.Parameter is not null && facts.Request is null))
            return null;
        var needed = realm.For(facts.Request);
        return needed == snapshot.Token.Realm.Value ? null : new(RefusalCode.WrongRealm)
        {
            Needed = needed is null ? "a realm in the path" : $"realm {needed}",
            Has = $"realm {snapshot.Token.Realm}",
        };
    }

    private static DecisionFault Deny(RefusalCode code, AccessEntry entry, TokenSnapshot snapshot) => new(code)
    {
        Needed = entry.Condition.Description,
        Has = $"role {snapshot.Subject.Role?.Name.Value ?? "none"}; permissions {(snapshot.PermissionNames.IsEmpty ? "none" : string.Join(", ", snapshot.PermissionNames))}",
    };
}
