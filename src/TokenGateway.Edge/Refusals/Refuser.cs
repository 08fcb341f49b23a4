using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Preflight;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Refusals;

/// <summary>Turns every refusal into a response: collects the public details and lets the dialect format them.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Refuser(TimeProvider time)
{
    public Task RefuseAsync(HttpContext context, in Decision decision, string? allow = null) =>
        RefuseAsync(context, decision.Fault!.Code, decision.Fault.Detail, allow ?? decision.Allow, decision.Fault.Needed, decision.Fault.Has);

    public Task RefuseAsync(
        HttpContext context, RefusalCode code, string? detail = null, string? allow = null, string? needed = null,
        string? has = null, int? retryAfter = null, CredentialFault? fault = null)
    {
        var request = EdgeRequest.Of(context) ?? throw new InvalidOperationException("Only edge requests are refused here.");
        request.Refused = code;
        if (context.Response.HasStarted)
            return Task.CompletedTask;
        if (request.Route?.Cors is not null)
            OriginVariance.Set(context.Response.Headers);
        string? brokenId = null;
        return (request.Route?.Dialect ?? request.Model.Dialect).Refusals.WriteAsync(context, new Refusal
        {
            Code = code,
            Detail = detail,
            Allow = allow,
            Needed = needed,
            Has = has,
            RetryAfter = retryAfter,
            Places = request.Route?.PlaceTexts ?? [],
            Fault = fault ?? FaultOf(context, code, request, out brokenId),
            BrokenId = brokenId,
            Limit = code == RefusalCode.RateLimited ? LimitOf(request) : null,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            RequestId = context.TraceIdentifier,
        });
    }

    // Evaluated only on refusal, so that accepted requests do not pay for it.
    private static CredentialFault FaultOf(HttpContext context, RefusalCode code, EdgeRequest request, out string? brokenId)
    {
        brokenId = null;
        if (code != RefusalCode.InvalidToken || request.Route is not { } route)
            return CredentialFault.None;
        if (!request.Credential.IsPresent)
            return IsRecognised(context, request, route.Dialect ?? request.Model.Dialect) ? CredentialFault.RecognisedScheme : CredentialFault.None;

        // Values have the shape of the generation's dialect, whatever dialect the route has.
        var shape = request.Model.Dialect.Shape;
        if (shape.Judge(request.Credential.PresentedToken) != TokenShapeVerdict.Broken)
            return CredentialFault.None;
        brokenId = shape.IdOf(request.Credential.PresentedToken);
        return CredentialFault.Broken;
    }

    // Another route may accept the scheme.
    private static bool IsRecognised(HttpContext context, EdgeRequest request, IDialect dialect) =>
        context.Request.Headers.Authorization is [{ } header]
        && AuthorizationHeader.Parse(header, request.Model.Places, out var span) switch
        {
            AuthorizationVerdict.Recognised => true,
            AuthorizationVerdict.Credential => dialect.RecognisedSchemes.Contains(span.Scheme ?? "", StringComparer.OrdinalIgnoreCase),
            _ => false,
        };

    private RefusalLimit? LimitOf(EdgeRequest request) => request.Limits is { IsRefused: true, Rule: { } rule } verdict
        ? new RefusalLimit([.. verdict.Exceeded!.Split(',')], rule.Permits, time.GetUtcNow().AddSeconds(verdict.ResetSeconds))
        : null;
}
