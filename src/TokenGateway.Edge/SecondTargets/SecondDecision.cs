using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.SecondTargets;

/// <summary>
/// Decides a hypothetical request with the token of a real one: its second target, or the method that it asks an upstream
/// to use.
/// </summary>
internal static class SecondDecision
{
    /// <summary>Whether the token may do this on the matching route.</summary>
    /// <param name="path">Raw, without query.</param>
    public static Decision Decide(HttpContext context, EdgeRequest request, string method, string path)
    {
        var asked = new Decision { Method = method, Target = path };

        // Limits the routings per request, so that a client that names many targets cannot cause more work.
        if ((request.SecondRoutings++ >= OtherReadings.Most && Protection.FewSecondDecisions.IsEnabled()) || context.RequestAborted.IsCancellationRequested)
            return asked.Refuse(RefusalCode.BadTarget, "The path is too complex for so many other methods and targets.");
        var findings = RequestTarget.Inspect(path);
        if (findings.Fault != TargetFault.None)
            return asked.Refuse(RefusalCode.BadTarget, RequestTarget.Describe(findings.Fault));
        var facts = request.Model.Table.FindLike(context.Request, method, path);
        var decision = request.Model.Own.IsOwn(facts) ? asked.Refuse(RefusalCode.NotFound) : DecideHere(facts, request);
        request.SecondRoutings += decision.Routings;
        if (decision is { Code: null, Snapshot: not null, Route.IsAnonymous: false, Entry: { } entry })
            (request.SecondEntries ??= []).Add(entry);
        return decision.Route is null
            ? asked.Refuse(decision.Code == RefusalCode.NotFound ? RefusalCode.NotFound : RefusalCode.MethodNotAllowed, "No route accepts it.")
            : decision;
    }

    private static Decision DecideHere(in RequestFacts facts, EdgeRequest request)
    {
        var found = Decider.FindRoute(facts, request.Model);
        if (found.Code is not null)
            return found;
        var (route, own) = (found.Route!, request.Route!);
        if (route.Rule == RouteRule.Host && !ReferenceEquals(route, own))
            return found.Refuse(RefusalCode.BadTarget, "Only the host application can authorize it.");
        if (request.Snapshot is not null && !route.IsAnonymous && own.PlaceTexts.Except(route.PlaceTexts, StringComparer.OrdinalIgnoreCase).Any())
            return found.Refuse(RefusalCode.BadTarget, "Its route accepts tokens in other places.");
        return Decider.Judge(facts, found, request.Snapshot);
    }
}
