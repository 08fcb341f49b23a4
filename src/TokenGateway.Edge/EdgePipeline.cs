using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.OwnEndpoints;
using TokenGateway.Edge.Preflight;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.SecondTargets;
using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge;

/// <summary>
/// The order of the stages, written once. <c>Intake</c> runs before routing; <c>Forwarding</c> is YARP with our
/// transformer, in <c>next</c>. Everything up to there is synchronous unless a store lookup is needed.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class EdgePipeline(
    RequestDelegate next, Authenticator authenticator, CrossOrigin crossOrigin, RateLimiter limiter, SharedLimiter sharedLimiter, Refuser refuser, RequestUsage usage, IAccessLog log,
    EdgeScope scope, OpenStreams streams, RetiredSecretUses retiredSecrets, CallStage calls,
    UnhandledErrors errors, UpstreamFailures failures, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Edge");

    public async Task InvokeAsync(HttpContext context)
    {
        if (EdgeRequest.Of(context) is not { PassedIntake: true } request)
            throw new InvalidOperationException("A request reached the edge pipeline without passing intake.");
        request.PassedRouting = true;
        if (request.IsSocketByConnect)
            context.Request.Method = HttpMethods.Connect;
        else if (!scope.OnlyMarkedConnections)
            request.Method = context.Request.Method;
        try
        {
            await RunAsync(context, request);
            if (request is { IsForwarded: true, EndedBy: null })
                await failures.EndAsync(context, request);
        }
        catch (Exception error) when (scope.OnlyMarkedConnections || request.Route is not null)
        {
            if (!await errors.TryAnswerAsync(context, request, error))
                throw;
        }
        finally
        {
            await streams.LeaveAsync(request);
            usage.Count(context, request);
            log.Write(context, request);
        }
    }

    private Task RunAsync(HttpContext context, EdgeRequest request)
    {
        if (!scope.OnlyMarkedConnections && RoutedTargetRules.Apply(request) is { } fault)
            return RefuseRewrittenAsync(context, fault);
        var facts = request.Facts(context);
        if (facts.Route is { } chosen)
            request.Continue(chosen.Model);
        request.Take(Decider.FindRoute(facts, request.Model));
        if (request.Decision.Own is { IsOpen: true } own)
            return AnswerAsync(context, request, own);
        if (request.Route is null && !facts.IsTied)
            return WithoutRouteAsync(context, request);
        if (request.Decision.Code is not null)
            return refuser.RefuseAsync(context, request.Decision);
        var route = request.Route!;
        if (request.Upgrade is not null && request.Decision.Upgrade is null)
            UpgradeHeader.Remove(context, request);
        if (crossOrigin.IsPreflight(context))
            return PreflightAsync(context, request, facts, route);
        crossOrigin.AddHeaders(context, route);
        return AuthenticateAsync(context, request, facts, route);
    }

    private Task WithoutRouteAsync(HttpContext context, EdgeRequest request)
    {
        // A host application's own endpoints pass through; in the gateway, the only endpoint without a gateway route is
        // routing's 405 endpoint.
        if (!scope.OnlyMarkedConnections)
            return next(context);
        return context.GetEndpoint() is { } mismatch
            ? MethodMismatchAsync(context, request, mismatch)
            : refuser.RefuseAsync(context, request.Decision);
    }

    private async Task MethodMismatchAsync(HttpContext context, EdgeRequest request, Endpoint mismatch)
    {
        await mismatch.RequestDelegate!(context);
        await refuser.RefuseAsync(context, request.Decision, context.Response.Headers.Allow.ToString());
    }

    private Task PreflightAsync(HttpContext context, EdgeRequest request, in RequestFacts facts, GatewayRoute route)
    {
        if (crossOrigin.TryAnswer(context, route))
            return Task.CompletedTask;
        if (!route.ForwardsPreflight && Protection.PreflightNeedsPolicy.IsEnabled())
            return refuser.RefuseAsync(context, RefusalCode.PreflightRefused, "The route has no cross-origin policy that allows it.");
        if (NamedTargets.IsNeeded(request))
            return refuser.RefuseAsync(context, RefusalCode.BadTarget, "A preflight must not name a second target or another method.");
        CredentialReader.Read(context, request, route);
        request.Take(Decider.ReadAlike(facts, request.Decision) with { IsPreflight = true });
        return request.Decision.Code is null ? LimitAsync(context, request, route) : refuser.RefuseAsync(context, request.Decision);
    }

    private Task AuthenticateAsync(HttpContext context, EdgeRequest request, in RequestFacts facts, GatewayRoute route)
    {
        switch (CredentialReader.Read(context, request, route))
        {
            case CredentialFinding.Ambiguous:
                return refuser.RefuseAsync(context, RefusalCode.AmbiguousCredentials, "Send the token once, in one place.");
            case CredentialFinding.Unusable when calls.TakesPassword(context, request):
                return calls.AnswerByPasswordAsync(context, request);
            case CredentialFinding.Unusable:
                return RefuseTokenAsync(context, request.Model, VerificationOutcome.Unknown);
            case CredentialFinding.None when request.SignsConnectionIn && !route.ConnectionPerClient && Protection.NoConnectionSchemes.IsEnabled():
                return RefuseConnectionSchemeAsync(context);
            case CredentialFinding.None:
                return JudgeAsync(context, request, facts, snapshot: null);
        }

        if (request.SignsConnectionIn && !route.ConnectionPerClient && Protection.NoConnectionSchemes.IsEnabled())
            return RefuseConnectionSchemeAsync(context);
        if (!authenticator.TryVerify(request, request.Model, out var result, out var digest))
            return VerifyAsync(context, request, digest);
        return DecideAsync(context, request, facts, result);
    }

    private Task RefuseConnectionSchemeAsync(HttpContext context) =>
        refuser.RefuseAsync(context, RefusalCode.BadRequest, "NTLM, Negotiate and Kerberos authenticate a connection, and callers share connections here.");

    private Task RefuseRewrittenAsync(HttpContext context, RefusalCode fault)
    {
        if (fault == RefusalCode.BadTarget)
            return refuser.RefuseAsync(context, fault, "The prefix of the path must not be percent-encoded.");
        _logger.TargetRewritten();
        return refuser.RefuseAsync(context, fault, "The application changed the request's path or query.");
    }

    private async Task VerifyAsync(HttpContext context, EdgeRequest request, TokenDigest digest)
    {
        var result = await authenticator.VerifyAsync(context, request, request.Model, digest);
        await DecideAsync(context, request, request.Facts(context), result);
    }

    private Task DecideAsync(HttpContext context, EdgeRequest request, in RequestFacts facts, in VerificationResult result)
    {
        if (result is { Outcome: VerificationOutcome.Retired, Snapshot: { } retired })
            retiredSecrets.Report(retired.Token.Id, context.Connection.RemoteIpAddress);
        if (!result.IsValid && Protection.ValidToken.IsEnabled() && !(request.Route!.IsAnonymous && result.Outcome == VerificationOutcome.StoreUnavailable))
        {
            RequestUsage.BeginRefused(request, result);
            return RefuseTokenAsync(context, request.Model, result.Outcome);
        }

        var snapshot = result.IsValid ? result.Snapshot : null;
        if (snapshot?.Usage is { } counter)
            usage.Begin(context, request, counter);
        return JudgeAsync(context, request, facts, snapshot);
    }

    private Task RefuseTokenAsync(HttpContext context, GatewayModel model, VerificationOutcome outcome)
    {
        var code = VerificationRefusals.For(outcome);
        if (code == RefusalCode.CannotVerify)
            return refuser.RefuseAsync(context, code, retryAfter: 1);

        // The secret is valid, so this is not a guess.
        if (code == RefusalCode.WrongRealm)
            return refuser.RefuseAsync(context, code, VerificationRefusals.RealmNotHeld);
        var overBudget = authenticator.IsOverBudget(context, model);
        authenticator.CountFailure(context, model);
        return overBudget
            ? refuser.RefuseAsync(context, RefusalCode.RateLimited, "Too many invalid tokens from this address.", retryAfter: authenticator.SecondsLeft(model))
            : refuser.RefuseAsync(context, code, outcome == VerificationOutcome.NotYetValid ? VerificationRefusals.NotValidYet : null);
    }

    private Task JudgeAsync(HttpContext context, EdgeRequest request, in RequestFacts facts, TokenSnapshot? snapshot)
    {
        request.Take(Decider.Judge(facts, request.Decision, snapshot));
        request.SecondRoutings += request.Decision.Routings;
        if (request.Decision.Code is not null)
            return refuser.RefuseAsync(context, request.Decision);
        if (SecretPlacement.AppearsInRequestLine(context, request) && Protection.NoSecretInRequestLine.IsEnabled())
            return refuser.RefuseAsync(context, RefusalCode.AmbiguousCredentials, "The token appears again in the request target or the host.");
        if (request.Call is null && NamedTargets.IsNeeded(request) && NamedTargets.Decide(context, request, request.Route!) is { Code: not null } refused)
            return refuser.RefuseAsync(context, refused);
        return request.Decision.Own is { } own ? AnswerAsync(context, request, own) : LimitAsync(context, request, request.Route!);
    }

    private Task AnswerAsync(HttpContext context, EdgeRequest request, OwnEndpoint own) => own.Kind switch
    {
        OwnEndpointKind.Health => HealthPage.WriteAsync(context),
        OwnEndpointKind.Self => SelfPage.WriteAsync(context, request),
        _ => calls.AnswerAsync(context, request),
    };

    private Task LimitAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        if (route.Limits is not { } limits)
            return ForwardAsync(context, request);
        var subject = new LimitSubject(request.Snapshot, context.Connection.RemoteIpAddress, route.Id);
        return limits.Shared.IsEmpty || !sharedLimiter.IsOn
            ? HoldToAsync(context, request, limits, limiter.Take(subject, limits))
            : LimitTogetherAsync(context, request, limits, subject);
    }

    private async Task LimitTogetherAsync(HttpContext context, EdgeRequest request, RouteLimits limits, LimitSubject subject) =>
        await HoldToAsync(context, request, limits, await sharedLimiter.TakeAsync(subject, limits));

    private Task HoldToAsync(HttpContext context, EdgeRequest request, RouteLimits limits, in LimitVerdict verdict)
    {
        if (verdict.IsUnavailable)
            return refuser.RefuseAsync(context, RefusalCode.CannotVerify, "The rate limits cannot be checked right now.", retryAfter: 1);
        if (verdict.Rule is not { } rule)
            return ForwardAsync(context, request);
        request.Limits = verdict;
        LimitHeaders.Set(context.Response, verdict, limits.Headers);
        return verdict.IsRefused
            ? refuser.RefuseAsync(context, RefusalCode.RateLimited, $"The limit \"{verdict.Limit!.Name}\" is exceeded: {rule.Description}.", retryAfter: (int)verdict.ResetSeconds)
            : ForwardAsync(context, request);
    }

    private Task ForwardAsync(HttpContext context, EdgeRequest request)
    {
        request.IsForwarded = true;
        usage.Need(context, request);
        if (!scope.OnlyMarkedConnections)
            LazyPrincipal.Offer(context, request);
        streams.Enter(context, request);
        return next(context);
    }
}
