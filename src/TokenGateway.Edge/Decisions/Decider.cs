using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Routing;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// The order of a decision, written once. The pipeline takes its two steps one after the other, because only the route
/// tells where a token may be and the store must be asked for it; whatever decides on a request that nobody sent takes
/// both at once. A function of its arguments: it allocates only to refuse, or for a path that can be read in several ways.
/// </summary>
internal static class Decider
{
    /// <param name="snapshot">The verified token; null: none.</param>
    public static Decision Decide(in RequestFacts facts, TokenSnapshot? snapshot, GatewayModel model)
    {
        var found = FindRoute(facts, model);
        return found.IsFinal ? found : Judge(facts, found, snapshot);
    }

    /// <summary>The first step: who takes the request, and whether it can be read in one way only.</summary>
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

    /// <summary>The second step: whether the token, or anyone, may do this on the route that was found.</summary>
    public static Decision Judge(in RequestFacts facts, in Decision found, TokenSnapshot? snapshot)
    {
        var decision = found with { Snapshot = snapshot };
        if (snapshot is null && found.Route!.Rule == RouteRule.Policy && Protection.TokenNeeded.IsEnabled())
            return decision.Refuse(RefusalCode.MissingToken);

        // Not for those whom the route does not let in at all.
        if (facts.Features != TargetFeatures.None)
            decision = ReadAlike(facts, decision);
        return decision.Fault is null && snapshot is not null && RouteRules.FaultOf(facts, found.Route!, snapshot) is { } fault && Protection.PolicyDecides.IsEnabled()
            ? decision with { Fault = fault }
            : decision;
    }

    /// <summary>Refuses a path that belongs to another route when a server reads it in another way.</summary>
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
