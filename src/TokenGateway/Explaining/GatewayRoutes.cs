using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Text;
using TokenGateway.Endpoints;
using TokenGateway.Management.Api.Routes;

namespace TokenGateway.Explaining;

/// <summary>Describes decisions of the edge in words. The client's address and host are unknown here, and count as allowed.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class GatewayRoutes(GatewayConfigProvider configuration, GatewayState state, EdgeListeners listeners, TimeProvider time) : IGatewayRoutes
{
    public IReadOnlyList<RouteView> List() => RouteTexts.Describe(configuration.Loaded!);

    public Explanation Explain(ExplainQuestion question)
    {
        var fault = RequestTarget.Inspect(question.Path).Fault;
        if (fault != TargetFault.None)
            return Refused(RefusalCode.BadTarget, null, RequestTarget.Describe(fault));
        if (HttpMethods.IsTrace(question.Method) || HttpMethods.IsConnect(question.Method) || question.Method.Length > Printable.LongestMethod)
            return Refused(RefusalCode.MethodNotAllowed, null, "TRACE, CONNECT and methods of more than 32 characters are never forwarded.");
        if (HttpMethods.IsHead(question.Method) && question.Method != HttpMethods.Head)
            return Refused(RefusalCode.BadRequest, null, "HEAD must be in upper case: servers disagree on whether other spellings are HEAD.");
        var model = state.Current;
        var facts = model.Table.Find(question.Method, question.Path) with { IsAnywhere = true };
        var found = Decider.FindRoute(facts, model);
        return found.IsFinal ? DescribeFound(found) : RefusalOfToken(question, found) ?? Describe(Decider.Judge(facts, found, SnapshotOf(question, model)));
    }

    public IReadOnlyList<OpenedRoute> OpenedBy(TokenFacts token) =>
    [
        .. OpenedRoutes.Of(state.Current, TokenSnapshot.Compile(token, state.Current.Access))
            .Select(one => new OpenedRoute(one.Route.Id, one.Route.Pattern, one.Methods, [.. one.Route.PlaceTexts])),
    ];

    public RouteGate? GateOf(string route, string method)
    {
        var model = state.Current;
        if (!model.Routes.TryGetValue(route, out var found))
            return null;
        method = HttpMethods.GetCanonicalizedValue(method);
        var matched = List().First(one => one.Id == route).Methods;
        var isMatched = !HttpMethods.IsTrace(method) && !HttpMethods.IsConnect(method)
            && (matched.Count == 0 || matched.Contains(method, StringComparer.OrdinalIgnoreCase));
        return new RouteGate(found.Pattern, isMatched && OpenedRoutes.IsOpen(found, method, snapshot: null), facts =>
            isMatched && TokenSnapshot.Compile(facts, model.Access) is var snapshot
            && snapshot.StandingAt(time.GetUtcNow()) == VerificationOutcome.Valid && OpenedRoutes.IsOpen(found, method, snapshot));
    }

    public string? SelfPath => state.Current.Own.PathOf(OwnEndpointKind.Self);

    public string EdgeUrl(HostString management) => state.Current.PublicUrl ?? listeners.UrlFor(management);

    private static Explanation DescribeFound(in Decision found) => found switch
    {
        { Own.IsOpen: true } => new(true, null, null, found.Own.Path, null, null, null, null, "The gateway itself answers here, without a token: a health check for load balancers."),
        { Own.Exists: false } => Refused(RefusalCode.NotFound, found.Route, "This call of the dialect is switched off."),
        _ => Refused(found.Fault!.Code, found.Route, found.Fault.Detail!),
    };

    private static TokenSnapshot? SnapshotOf(ExplainQuestion question, GatewayModel model) =>
        question.Token is { } facts ? TokenSnapshot.Compile(facts, model.Access) : null;

    // The edge authenticates before it authorizes.
    private Explanation? RefusalOfToken(ExplainQuestion question, in Decision found)
    {
        var standing = SnapshotOf(question, found.Route!.Model)?.StandingAt(time.GetUtcNow()) ?? VerificationOutcome.Valid;
        if (standing == VerificationOutcome.Valid)
            return null;
        var code = VerificationRefusals.For(standing);
        return Describe(found.Refuse(code, code == RefusalCode.WrongRealm ? VerificationRefusals.RealmNotHeld : null));
    }

    private static Explanation Describe(in Decision decision) => decision switch
    {
        { Fault: { Code: RefusalCode.BadTarget } bad } => Refused(bad.Code, decision.Route, bad.Detail!),
        { Fault: { } fault } => OnRoute(decision, fault.Detail ?? RefusalCodes.TitleOf(fault.Code)) with { Code = RefusalCodes.NameOf(fault.Code) },
        { Snapshot: null } => OnRoute(decision, "No token is needed."),
        { Own.Kind: OwnEndpointKind.Call } => OnRoute(decision, "The gateway answers this dialect call itself; the call decides what the token may do."),
        _ => OnRoute(decision, "The token is allowed."),
    };

    private static Explanation Refused(RefusalCode code, GatewayRoute? route, string detail) =>
        new(false, RefusalCodes.NameOf(code), route?.Id, route?.Pattern, null, null, null, null, detail);

    private static Explanation OnRoute(in Decision decision, string detail)
    {
        var (route, entry) = (decision.Route!, decision.Entry);
        int? at = entry is null ? null : route.Policy!.Entries.IndexOf(entry);
        var rule = route.Policy is null ? RouteTexts.RuleOf(route) : entry is null ? null : RouteTexts.EntryOf(entry);
        return new(decision.Fault is null, null, route.Id, route.Pattern, rule, at, decision.Fault?.Needed, decision.Fault?.Has, detail);
    }
}
