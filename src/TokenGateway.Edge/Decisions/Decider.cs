using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Routing;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// Makes the decision on a request; the only place that defines the order of its checks. The pipeline calls the two steps
/// separately, because the route determines where a token may be, and the store must then be queried. Code that decides on a
/// hypothetical request calls both at once. A pure function: it allocates only for refusals and for paths with several readings.
/// </summary>
internal static class Decider
{
    /// <param name="snapshot">The verified token; null if there is none.</param>
    public static Decision Decide(in RequestFacts facts, TokenSnapshot? snapshot, GatewayModel model)
    {
        var found = FindRoute(facts, model);
        return found.IsFinal ? found : Judge(facts, found, snapshot);
    }

    /// <summary>The first step: finds the route or endpoint of the request, and checks that the request is unambiguous.</summary>
    public static Decision FindRoute(in RequestFacts facts, GatewayModel model)
    {
        var own = model.Own.Find(facts, out var amends);
        var found = new Decision { Method = facts.Method, Target = facts.Target, Amends = amends };
        if (own is { IsOpen: true })
            return found with { Own = own };
        if (facts.IsTied)
            return found.Refuse(RefusalCode.BadTarget, TiedRoutesPolicy.Detail);
        if ((own?.Route ?? facts.Route) is not { } route)
            return WithoutRoute(facts, found);
        found = found with { Own = own, Route = route, Upgrade = UpgradeOn(route, facts.Upgrade) };
        if (own is { Exists: false })
            return found.Refuse(RefusalCode.NotFound);
        if (new TargetFindings(TargetFault.None, Guarded(facts.Features)).Refused(route.AllowedFeatures) is var odd and not TargetFeatures.None)
            return found.Refuse(RefusalCode.BadTarget, RequestTarget.Describe(odd));
        return model.Conditions?.FaultOf(facts) is { } ambiguous && Protection.ConditionsReadOnce.IsEnabled()
            ? found.Refuse(RefusalCode.BadTarget, ambiguous)
            : found;
    }

    /// <summary>The second step: whether the token, or an anonymous caller, may make this request on the route that was found.</summary>
    public static Decision Judge(in RequestFacts facts, in Decision found, TokenSnapshot? snapshot)
    {
        var decision = found with { Snapshot = snapshot };
        if (snapshot is null && found.Route!.Rule == RouteRule.Policy && Protection.TokenNeeded.IsEnabled())
            return decision.Refuse(RefusalCode.MissingToken);

        // Skipped for callers that the route does not admit at all.
        if (facts.Features != TargetFeatures.None)
            decision = ReadAlike(facts, decision);
        return decision.Fault is null && snapshot is not null && RouteRules.FaultOf(facts, found.Route!, snapshot) is { } fault && Protection.PolicyDecides.IsEnabled()
            ? decision with { Fault = fault }
            : decision;
    }

    /// <summary>Refuses a path that would belong to another route if a server read it differently.</summary>
    public static Decision ReadAlike(in RequestFacts facts, in Decision found)
    {
        if (facts.Features == TargetFeatures.None || !Protection.ReadingsAlike.IsEnabled())
            return found;
        var decision = found with { Routings = OtherReadings.Route(facts, found.Route!, out var fault) };
        return fault is null ? decision : decision.Refuse(RefusalCode.BadTarget, fault);
    }

    private static Decision WithoutRoute(in RequestFacts facts, in Decision found) => facts.Endpoint is null
        ? found.Refuse(RefusalCode.NotFound, "No route matches this path.")
        : found.Refuse(RefusalCode.MethodNotAllowed, $"No route accepts {Printable.Method(facts.Method)} for this path.");

    private static string? UpgradeOn(GatewayRoute route, string? protocol) =>
        protocol is null || route.Allows(protocol) || !Protection.KnownUpgrades.IsEnabled() ? protocol : null;

    private static TargetFeatures Guarded(TargetFeatures features) => features
        & ~(Protection.EncodedSlashes.IsEnabled() ? TargetFeatures.None : TargetFeatures.EncodedSlash)
        & ~(Protection.PathParameters.IsEnabled() ? TargetFeatures.None : TargetFeatures.PathParameters)
        & ~(Protection.EmptySegments.IsEnabled() ? TargetFeatures.None : TargetFeatures.EmptySegments)
        & ~(Protection.EncodedOnce.IsEnabled() ? TargetFeatures.None : TargetFeatures.DoubleEncoding)
        & ~(Protection.NoTrailingDots.IsEnabled() ? TargetFeatures.None : TargetFeatures.TrailingDots)
        & ~(Protection.ValidUtf8.IsEnabled() ? TargetFeatures.None : TargetFeatures.NonUtf8);
}
