using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Edge.Authorization;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Hosting;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Refusals;
using TokenGateway.Management.Routes;

namespace TokenGateway.Explaining;

/// <summary>
/// Asks the stages of the edge in their order what they would say. Only where a client stands (its address, the host it
/// names) is not known here, and counts as right.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class GatewayRoutes(GatewayConfigProvider configuration, GatewayState state, RouteMatcher matcher, SecondDecision second, TimeProvider time) : IGatewayRoutes
{
    public IReadOnlyList<RouteView> List() => RouteTexts.Describe(configuration.Loaded!);

    public async ValueTask<Explanation> ExplainAsync(ExplainQuestion question)
    {
        var findings = RequestTarget.Inspect(question.Path);
        if (findings.Fault != TargetFault.None)
            return Refused(RefusalCode.BadTarget, null, RequestTarget.Describe(findings.Fault));
        if (HttpMethods.IsTrace(question.Method) || HttpMethods.IsConnect(question.Method) || question.Method.Length > Printable.LongestMethod)
            return Refused(RefusalCode.MethodNotAllowed, null, "TRACE, CONNECT and methods of more than 32 characters are never forwarded.");
        if (HttpMethods.IsHead(question.Method) && question.Method != HttpMethods.Head)
            return Refused(RefusalCode.BadRequest, null, "HEAD must be in upper case: servers disagree on whether other spellings are HEAD.");
        var model = state.Current;
        if (question.Path.Equals(model.EdgeHealthPath, StringComparison.Ordinal))
            return new(true, null, null, model.EdgeHealthPath, null, null, null, null, "The gateway itself answers here, without a token: a health check for load balancers.");
        var context = await matcher.MatchAsync(question.Method, question.Path);
        if (context.GetEndpoint() == TiedRoutesPolicy.Tied)
            return Refused(RefusalCode.BadTarget, null, TiedRoutesPolicy.Detail);
        var call = model.Calls?.Match(context.Request.Path)?.Path;
        if (call?.Answers(question.Method, EdgeTransformer.RouteOf(context) is not null) == false)
            call = null;
        if (call?.Exists(model.Access) == false)
            return Refused(RefusalCode.NotFound, model.CallRoutes[call], "This call of the dialect is switched off.");
        var route = call is not null ? model.CallRoutes[call]
            : question.Path.Equals(model.SelfPath, StringComparison.Ordinal) ? model.Self
            : EdgeTransformer.RouteOf(context);
        if (route is null)
            return WithoutRoute(context, question.Method);
        if (findings.Refused(route.AllowedFeatures) is var odd and not TargetFeatures.None)
            return Refused(RefusalCode.BadTarget, route, RequestTarget.Describe(odd));
        if (RefusalOfToken(question, route) is { } refusal)
            return refusal;
        var fault = findings.Features == TargetFeatures.None ? null : await second.FaultOfReadingsAsync(context, model, question.Path, route);
        return fault is null ? Decide(context, question, route) : Refused(RefusalCode.BadTarget, route, fault);
    }

    private static Explanation WithoutRoute(HttpContext context, string method) => context.GetEndpoint() is null
        ? Refused(RefusalCode.NotFound, null, "No route matches this path.")
        : Refused(RefusalCode.MethodNotAllowed, null, $"No route accepts {method} for this path.");

    // The edge authenticates before it reads a path again.
    private Explanation? RefusalOfToken(ExplainQuestion question, GatewayRoute route)
    {
        if (question.Token is not { } facts)
        {
            return route.Rule == RouteRule.Policy
                ? Refused(RefusalCode.MissingToken, route, question.Method, RefusalCodes.TitleOf(RefusalCode.MissingToken))
                : null;
        }

        var standing = TokenSnapshot.Compile(facts, route.Model.Access).StandingAt(time.GetUtcNow());
        if (standing == VerificationOutcome.Valid)
            return null;
        var code = VerificationRefusals.For(standing);
        return Refused(code, route, question.Method, code == RefusalCode.WrongRealm ? VerificationRefusals.RealmNotHeld : RefusalCodes.TitleOf(code));
    }

    private static Explanation Decide(HttpContext context, ExplainQuestion question, GatewayRoute route)
    {
        if (question.Token is not { } facts)
            return Allowed(route, question.Method, "Everyone may.");
        var snapshot = TokenSnapshot.Compile(facts, route.Model.Access);
        var verdict = Authorizer.DecidePolicy(context, route, snapshot);
        if (verdict.Code is null && !route.IsAnonymous)
            verdict = Authorizer.DecideRealm(context, route, snapshot);
        return verdict.Code is { } refusal
            ? Refused(refusal, route, question.Method, RefusalCodes.TitleOf(refusal)) with { Needed = verdict.Needed, Has = verdict.Has }
            : Allowed(route, question.Method, IsCall(route) ? "The gateway answers this dialect call itself; the call decides what the token may do." : "The token may.");
    }

    private static bool IsCall(GatewayRoute route) => route.Model.CallRoutes.Values.Contains(route);

    private static Explanation Allowed(GatewayRoute route, string method, string detail) =>
        OnRoute(route, method) with { Allowed = true, Detail = detail };

    private static Explanation Refused(RefusalCode code, GatewayRoute route, string method, string detail) =>
        OnRoute(route, method) with { Code = RefusalCodes.NameOf(code), Detail = detail };

    private static Explanation Refused(RefusalCode code, GatewayRoute? route, string detail) =>
        new(false, RefusalCodes.NameOf(code), route?.Id, route?.Pattern, null, null, null, null, detail);

    private static Explanation OnRoute(GatewayRoute route, string method)
    {
        var entry = route.Policy?.Find(method);
        int? at = entry is null ? null : route.Policy!.Entries.IndexOf(entry);
        var rule = route.Policy is null ? RouteTexts.RuleOf(route) : entry is null ? null : RouteTexts.EntryOf(entry);
        return new(false, null, route.Id, route.Pattern, rule, at, null, null, "");
    }
}
