using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Authorization;
using TokenGateway.Edge.Calls;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Hosting;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Preflight;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Self;
using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge;

/// <summary>
/// The order of the stages, written once. <c>Intake</c> has run before routing; <c>Forwarding</c> is YARP with our
/// transformer, behind <c>next</c>. Everything up to there is synchronous unless the store must be asked.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class EdgePipeline(
    RequestDelegate next, Authenticator authenticator, CrossOrigin crossOrigin, RateLimiter limiter, Refuser refuser, UsageRecorder usage, IAccessLog log,
    EdgeScope scope, OpenStreams streams, RetiredSecretUses retiredSecrets, CallStage calls, SecondDecision second, NamedTargets named,
    UnhandledErrors errors, UpstreamFailures failures, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Edge");

    public async Task InvokeAsync(HttpContext context)
    {
        if (EdgeRequest.Of(context) is not { PassedIntake: true } request)
            throw new InvalidOperationException("A request reached the edge pipeline without passing intake.");
        request.PassedRouting = true;
        request.Method = context.Request.Method;
        if (request.IsSocketByConnect)
            context.Request.Method = HttpMethods.Connect;
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
            log.Write(context, request);
        }
    }

    private Task RunAsync(HttpContext context, EdgeRequest request)
    {
        if (!scope.OnlyMarkedConnections && RoutedTargetRules.Apply(request) is { } fault)
            return RefuseRewrittenAsync(context, fault);
        if (OwnedPaths.IsHealth(request))
            return OwnedPaths.WriteHealthAsync(context);
        if (context.GetEndpoint() == TiedRoutesPolicy.Tied)
            return refuser.RefuseAsync(context, RefusalCode.BadTarget, TiedRoutesPolicy.Detail);
        if (!CallStage.TryMatch(context, request))
            request.Route = OwnedPaths.IsSelf(request) ? request.Model.Self : EdgeTransformer.RouteOf(context);
        else if (!request.Call!.Path.Exists(request.Model.Access))
            return refuser.RefuseAsync(context, RefusalCode.NotFound);
        if (request.Route is not { } route)
            return WithoutRouteAsync(context);
        if (new TargetFindings(TargetFault.None, Guarded(request.TargetFeatures)).Refused(route.AllowedFeatures) is var odd and not TargetFeatures.None)
            return refuser.RefuseAsync(context, RefusalCode.BadTarget, RequestTarget.Describe(odd));
        if (route.Model.Conditions?.FaultOf(context, request) is { } ambiguous && Protection.ConditionsReadOnce.Holds())
            return refuser.RefuseAsync(context, RefusalCode.BadTarget, ambiguous);
        if (request.Upgrade is { } protocol && !route.Allows(protocol))
            UpgradeHeader.Remove(context, request);
        if (crossOrigin.IsPreflight(context))
            return PreflightAsync(context, request, route);
        crossOrigin.AddHeaders(context, route);
        return AuthenticateAsync(context, request, route);
    }

    private static TargetFeatures Guarded(TargetFeatures features) => features
        & ~(Protection.EncodedSlashes.Holds() ? TargetFeatures.None : TargetFeatures.EncodedSlash)
        & ~(Protection.PathParameters.Holds() ? TargetFeatures.None : TargetFeatures.PathParameters)
        & ~(Protection.EmptySegments.Holds() ? TargetFeatures.None : TargetFeatures.EmptySegments)
        & ~(Protection.EncodedOnce.Holds() ? TargetFeatures.None : TargetFeatures.DoubleEncoding)
        & ~(Protection.NoTrailingDots.Holds() ? TargetFeatures.None : TargetFeatures.TrailingDots)
        & ~(Protection.ValidUtf8.Holds() ? TargetFeatures.None : TargetFeatures.NonUtf8);

    private Task WithoutRouteAsync(HttpContext context)
    {
        // A host application's own endpoints are its own affair; in the gateway the only endpoint without a route of
        // ours is the one that routing makes for a method which no route matches.
        if (!scope.OnlyMarkedConnections)
            return next(context);
        return context.GetEndpoint() is null
            ? refuser.RefuseAsync(context, RefusalCode.NotFound, "No route matches this path.")
            : MethodMismatchAsync(context);
    }

    private async Task MethodMismatchAsync(HttpContext context)
    {
        await context.GetEndpoint()!.RequestDelegate!(context);
        var allow = context.Response.Headers.Allow.ToString();
        await refuser.RefuseAsync(context, RefusalCode.MethodNotAllowed, $"No route accepts {Printable.Method(context)} for this path.", allow);
    }

    private Task PreflightAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        if (crossOrigin.TryAnswer(context, route))
            return Task.CompletedTask;
        if (!route.ForwardsPreflight && Protection.PreflightNeedsPolicy.Holds())
            return refuser.RefuseAsync(context, RefusalCode.PreflightRefused, "The route's cross-origin policy does not allow it.");
        if (NamedTargets.IsNeeded(request))
            return refuser.RefuseAsync(context, RefusalCode.BadTarget, "A preflight must not name a second target or another method.");
        CredentialReader.Read(context, request, route);
        request.IsForwardedPreflight = true;
        return NeedsReadings(request) ? LimitIfReadAlikeAsync(context, request, route) : LimitAsync(context, request, route);
    }

    private async Task LimitIfReadAlikeAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        if (await ReadsAlikeAsync(context, request, route))
            await LimitAsync(context, request, route);
    }

    private Task AuthenticateAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        switch (CredentialReader.Read(context, request, route))
        {
            case CredentialFinding.Ambiguous:
                return refuser.RefuseAsync(context, RefusalCode.AmbiguousCredentials, "Send the token once, in one place.");
            case CredentialFinding.Unusable when calls.TakesPassword(context, request):
                return calls.AnswerByPasswordAsync(context, request);
            case CredentialFinding.Unusable:
                return RefuseTokenAsync(context, route.Model, VerificationOutcome.Unknown);
            case CredentialFinding.None when request.SignsConnectionIn && !route.ConnectionPerClient && Protection.NoConnectionSchemes.Holds():
                return RefuseConnectionSchemeAsync(context);
            case CredentialFinding.None:
                return AuthorizeAsync(context, request, route);
        }

        if (request.SignsConnectionIn && !route.ConnectionPerClient && Protection.NoConnectionSchemes.Holds())
            return RefuseConnectionSchemeAsync(context);
        if (!authenticator.TryVerify(request, route.Model, out var result, out var digest))
            return VerifyAsync(context, request, route, digest);
        return DecideAsync(context, request, route, result);
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

    private async Task VerifyAsync(HttpContext context, EdgeRequest request, GatewayRoute route, TokenDigest digest)
    {
        var result = await authenticator.VerifyAsync(context, request, route.Model, digest);
        await DecideAsync(context, request, route, result);
    }

    private Task DecideAsync(HttpContext context, EdgeRequest request, GatewayRoute route, in VerificationResult result)
    {
        if (result is { Outcome: VerificationOutcome.Retired, Snapshot: { } retired })
            retiredSecrets.Report(retired.Token.Id, context.Connection.RemoteIpAddress);
        if (!result.IsValid && Protection.ValidToken.Holds() && !(route.IsAnonymous && result.Outcome == VerificationOutcome.StoreUnavailable))
            return RefuseTokenAsync(context, route.Model, result.Outcome);
        request.Snapshot = result.IsValid ? result.Snapshot : null;

        // A use whatever the policy says of it: the right secret was presented.
        if (request.Snapshot?.Usage is { } counter)
            usage.Count(counter, request.StartedAt, request.Connection.OriginOf(context.Connection, request.Credential.Place));
        return AuthorizeAsync(context, request, route);
    }

    private Task RefuseTokenAsync(HttpContext context, GatewayModel model, VerificationOutcome outcome)
    {
        var code = VerificationRefusals.For(outcome);
        if (code == RefusalCode.StoreUnavailable)
            return refuser.RefuseAsync(context, code, retryAfter: 1);

        // The right secret: nobody guesses.
        if (code == RefusalCode.WrongRealm)
            return refuser.RefuseAsync(context, code, VerificationRefusals.RealmNotHeld);
        var overBudget = authenticator.IsOverBudget(context, model);
        authenticator.CountFailure(context, model);
        return overBudget
            ? refuser.RefuseAsync(context, RefusalCode.RateLimited, "Too many invalid tokens from this address.", retryAfter: authenticator.SecondsLeft(model))
            : refuser.RefuseAsync(context, code, outcome == VerificationOutcome.NotYetValid ? VerificationRefusals.NotValidYet : null);
    }

    private Task AuthorizeAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        if (request.Snapshot is null && route.Rule == RouteRule.Policy && Protection.TokenNeeded.Holds())
            return refuser.RefuseAsync(context, RefusalCode.MissingToken);
        return NeedsReadings(request) ? AuthorizeIfReadAlikeAsync(context, request, route) : DecidePolicyAsync(context, request, route);
    }

    // What the route allows in a path, servers read in several ways. Not for whom the route does not let in at all.
    private static bool NeedsReadings(EdgeRequest request) => request.TargetFeatures != TargetFeatures.None && Protection.ReadingsAlike.Holds();

    private async Task AuthorizeIfReadAlikeAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        if (await ReadsAlikeAsync(context, request, route))
            await DecidePolicyAsync(context, request, route);
    }

    private async Task<bool> ReadsAlikeAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        if (await second.FaultOfReadingsAsync(context, request, route) is not { } fault)
            return true;
        await refuser.RefuseAsync(context, RefusalCode.BadTarget, fault);
        return false;
    }

    private Task DecidePolicyAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        var verdict = Authorizer.Decide(context, request, route);
        if (verdict.Code is { } code && Protection.PolicyDecides.Holds())
        {
            return refuser.RefuseAsync(context, code, verdict.Detail, allow: code == RefusalCode.MethodNotAllowed ? route.Policy?.Allow : null,
                verdict.Needed, verdict.Has);
        }

        if (SecretPlacement.StandsInRequestLine(context, request) && Protection.NoSecretInRequestLine.Holds())
            return refuser.RefuseAsync(context, RefusalCode.AmbiguousCredentials, "The token appears again in the request target or the host.");
        return request.Call is null && NamedTargets.IsNeeded(request)
            ? DecideNamedAsync(context, request, route)
            : AnswerAsync(context, request, route);
    }

    // What the request names beside its own target and method.
    private async Task DecideNamedAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        var verdict = await named.DecideAsync(context, request, route);
        if (verdict.Code is { } code)
            await refuser.RefuseAsync(context, code, verdict.Detail, verdict.Allow, verdict.Needed, verdict.Has);
        else
            await AnswerAsync(context, request, route);
    }

    private Task AnswerAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        if (request.Call is not null)
            return calls.AnswerAsync(context, request);
        return ReferenceEquals(route, route.Model.Self)
            ? SelfPage.WriteAsync(context, request)
            : LimitAsync(context, request, route);
    }

    private Task LimitAsync(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        if (route.Limits is not { } limits)
            return ForwardAsync(context, request);
        var verdict = limiter.Take(new LimitSubject(request.Snapshot, context.Connection.RemoteIpAddress, route.Id), limits);
        if (verdict.Rule is not { } rule)
            return ForwardAsync(context, request);
        request.Limits = verdict;
        LimitHeaders.Set(context.Response, verdict);
        return verdict.IsRefused
            ? refuser.RefuseAsync(context, RefusalCode.RateLimited, $"The limit \"{verdict.Limit!.Name}\" is exceeded: {rule.Description}.", retryAfter: (int)verdict.ResetSeconds)
            : ForwardAsync(context, request);
    }

    private Task ForwardAsync(HttpContext context, EdgeRequest request)
    {
        request.IsForwarded = true;
        if (!scope.OnlyMarkedConnections)
            LazyPrincipal.Offer(context, request);
        streams.Enter(context, request);
        return next(context);
    }
}
