using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Records a request in the usage of its token: a use when the token is accepted, and one outcome when the request ends.
/// Never waits or locks, and allocates only for a refusal, whose response allocates far more.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RequestUsage(UsageRecorder recorder)
{
    // RFC 9110, RFC 5789, RFC 4918 and its extensions, QUERY. A client may send any word as a method, even a secret, so no
    // other is recorded.
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(
        StringComparer.Ordinal,
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "REPORT");

    /// <summary>The token was accepted, whatever a policy decides about the request.</summary>
    public void Begin(HttpContext context, EdgeRequest request, UsageCounter counter)
    {
        request.Usage = counter;
        recorder.Use(counter, request.StartedAt, request.Connection.OriginOf(context.Connection, request.Credential.Place));
    }

    /// <summary>The token was not accepted. Excludes retired secrets, whose uses are in the audit log.</summary>
    public static void BeginRefused(EdgeRequest request, in VerificationResult result)
    {
        if (result is { Snapshot.Usage: { } counter, Outcome: not VerificationOutcome.Retired })
            (request.Usage, request.TokenRefused) = (counter, VerificationRefusals.For(result.Outcome));
    }

    /// <summary>
    /// The request is let through: it needs what the rules ask for that decided it, its own and those of the methods and targets
    /// that it names.
    /// </summary>
    public void Need(HttpContext context, EdgeRequest request)
    {
        if (request.Snapshot is not { NeededPermissions: { } needed } snapshot)
            return;
        var route = request.Route!;
        if (!route.IsAnonymous && request.Decision.Entry is { } entry)
            recorder.Need(needed, snapshot.Subject, entry.Condition);
        if (route is { IsAnonymous: false, ForwardsMethodOverride: true, Policy: { } policy })
            NeedOverrides(context, needed, snapshot, policy);
        if (request.SecondEntries is not { } others)
            return;
        foreach (var other in others)
            recorder.Need(needed, snapshot.Subject, other.Condition);
    }

    private void NeedOverrides(HttpContext context, NeededPermissions needed, TokenSnapshot snapshot, AccessPolicy policy)
    {
        foreach (var method in RouteRules.OverridesIn(context.Request.Headers))
        {
            if (policy.Find(method) is { } entry)
                recorder.Need(needed, snapshot.Subject, entry.Condition);
        }
    }

    /// <summary>The request has ended.</summary>
    public void Count(HttpContext context, EdgeRequest request)
    {
        if (request.Usage is not { } counter)
            return;
        var outcome = OutcomeOf(context, request);
        var reason = request.TokenRefused ?? request.Refused;
        var isRefusal = reason is not null && outcome is UsageOutcome.Denied or UsageOutcome.RateLimited or UsageOutcome.Unauthorized;
        recorder.Count(counter, request.StartedAt, outcome, isRefusal ? new RefusedUse(reason!.Value, MethodOf(request.Method), request.Route?.Id) : null);
    }

    internal static UsageOutcome OutcomeOf(HttpContext context, EdgeRequest request) => (request.TokenRefused ?? request.Refused) switch
    {
        { } code => OutcomeOf(code),
        null when request.Outcome is UpstreamFailure.Truncated or UpstreamFailure.Timeout => UsageOutcome.Failed,
        null => context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? UsageOutcome.Failed : UsageOutcome.Allowed,
    };

    internal static UsageOutcome OutcomeOf(RefusalCode code) => RefusalCodes.StatusOf(code) switch
    {
        StatusCodes.Status401Unauthorized => UsageOutcome.Unauthorized,
        StatusCodes.Status429TooManyRequests => UsageOutcome.RateLimited,
        >= StatusCodes.Status500InternalServerError => UsageOutcome.Failed,
        _ => UsageOutcome.Denied,
    };

    // Rules compare methods ignoring case, and known methods are the server's own strings.
    private static string? MethodOf(string method) =>
        HttpMethods.GetCanonicalizedValue(method) is var known && Methods.TryGetValue(known, out var listed) ? listed : null;
}
