using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Authorization;

/// <summary>Asks the route's compiled policy, the token's list of addresses, then the route's realm.</summary>
internal static class Authorizer
{
    public static AuthorizationVerdict Decide(HttpContext context, EdgeRequest request, GatewayRoute route) =>
        Decide(context, request.Snapshot, route);

    public static AuthorizationVerdict Decide(HttpContext context, TokenSnapshot? snapshot, GatewayRoute route)
    {
        if (snapshot is null)
            return AuthorizationVerdict.Allowed;
        var verdict = DecidePolicy(context, route, snapshot);
        if (verdict.Code is RefusalCode.MethodNotAllowed)
            return verdict;
        if (!snapshot.Allows(context.Connection.RemoteIpAddress))
            return AuthorizationVerdict.AddressNotAllowed;
        return verdict.Code is null && !route.IsAnonymous ? DecideRealm(context, route, snapshot) : verdict;
    }

    public static AuthorizationVerdict DecidePolicy(HttpContext context, GatewayRoute route, TokenSnapshot snapshot)
    {
        if (route.IsAnonymous || route.Policy is not { } policy)
            return AuthorizationVerdict.Allowed;
        var verdict = DecideMethod(MethodOf(context), policy, snapshot);
        return verdict.Code is null && route.ForwardsMethodOverride ? DecideOverrides(context, policy, snapshot) : verdict;
    }

    private static AuthorizationVerdict DecideMethod(string method, AccessPolicy policy, TokenSnapshot snapshot)
    {
        var verdict = policy.Evaluate(method, snapshot.Subject);
        return verdict.Decision switch
        {
            AccessDecision.Allowed => AuthorizationVerdict.Allowed,
            AccessDecision.MethodNotAllowed => AuthorizationVerdict.MethodNotAllowed,
            AccessDecision.InsufficientRole => AuthorizationVerdict.Denied(RefusalCode.InsufficientRole, verdict.Entry!, snapshot),
            _ => AuthorizationVerdict.Denied(RefusalCode.InsufficientPermission, verdict.Entry!, snapshot),
        };
    }

    // An upstream that honours the override acts on that method: the policy must allow it as well.
    private static AuthorizationVerdict DecideOverrides(HttpContext context, AccessPolicy policy, TokenSnapshot snapshot)
    {
        foreach (var header in context.Request.Headers)
        {
            if (!DenyList.MethodOverrides.Contains(header.Key))
                continue;
            foreach (var method in header.Value)
            {
                var verdict = DecideMethod(method?.Trim() ?? "", policy, snapshot);
                if (verdict.Code is not null)
                    return verdict;
            }
        }

        return AuthorizationVerdict.Allowed;
    }

    public static AuthorizationVerdict DecideRealm(HttpContext context, GatewayRoute route, TokenSnapshot snapshot)
    {
        if (route.Realm is not { } realm)
            return AuthorizationVerdict.Allowed;
        var needed = realm.For(context);
        return needed == snapshot.Token.Realm.Value ? AuthorizationVerdict.Allowed : AuthorizationVerdict.WrongRealm(needed, snapshot);
    }

    // A WebSocket over HTTP/2 comes as CONNECT (RFC 8441) and is decided as the GET it is over HTTP/1.1.
    private static string MethodOf(HttpContext context) =>
        HttpMethods.IsConnect(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
}
