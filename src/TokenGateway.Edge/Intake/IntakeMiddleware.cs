using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Targets;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// The first stage: refuses ambiguous framing, and targets and methods that no route may allow; drops headers that no
/// client may send, before any other code of the process sees them.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class IntakeMiddleware(RequestDelegate next, Refuser refuser, UnhandledErrors errors, IAccessLog log, EdgeScope scope)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (EdgeRequest.Of(context) is not { } request)
        {
            context.Features.Get<RequestLineMask>()?.Restore(context);
            return next(context);
        }

        request.Covered?.Restore(context);
        if (!request.Model.TrustedProxies.IsEmpty)
            ForwardedFields.Believe(context, request, hostChoosesNothing: scope.OnlyMarkedConnections && !request.Model.MatchesHosts);
        if (!MessageFraming.IsUnambiguous(context.Request))
            return RefuseMessageAsync(context, request, StatusCodes.Status400BadRequest);
        if (!TryReadTarget(context, request, out var why))
            return RefuseAsync(context, request, RefusalCode.BadTarget, why);
        if (HostFaultOf(context, request) is var host and not HostFault.None)
            return RefuseAsync(context, request, RefusalCode.BadTarget, HostInspector.Describe(host));
        if (IsRefusedMethod(context))
            return RefuseAsync(context, request, RefusalCode.MethodNotAllowed, "TRACE, CONNECT and methods of more than 32 characters are never forwarded.");
        if (!RequestHeaders.TryClean(context.Request.Headers, request))
            return RefuseMessageAsync(context, request, StatusCodes.Status400BadRequest);
        if (Expectation.IsUnknown(context.Request))
            return RefuseMessageAsync(context, request, StatusCodes.Status417ExpectationFailed);
        if (HttpMethods.IsConnect(context.Request.Method))
        {
            // Routing compares names; after routing the method is CONNECT again, as servers and YARP expect.
            request.IsSocketByConnect = true;
            request.Upgrade = UpgradeHeader.WebSocket;
            context.Request.Method = HttpMethods.Get;
        }
        else if (!UpgradeHeader.TryRead(context, request))
        {
            return RefuseAsync(context, request, RefusalCode.BadRequest, "The method of an upgrade must be GET.");
        }

        request.Method = context.Request.Method;
        request.Came = RoutedTarget.Of(context.Request);
        request.PassedIntake = true;
        return scope.OnlyMarkedConnections ? RouteAsync(context, request) : next(context);
    }

    // In the gateway, only routing runs between here and the stages, and it normally completes synchronously, so that
    // forwarded requests do not wait here. A host may have other middleware.
    private Task RouteAsync(HttpContext context, EdgeRequest request)
    {
        Task routed;
        try
        {
            routed = next(context);
        }
        catch (Exception error) when (!request.PassedRouting)
        {
            return EndAsync(context, request, Task.FromException(error));
        }

        return request.PassedRouting || routed.IsCompletedSuccessfully ? routed : EndAsync(context, request, routed);
    }

    private async Task EndAsync(HttpContext context, EdgeRequest request, Task routed)
    {
        try
        {
            await routed;
        }
        catch (Exception error) when (!request.PassedRouting)
        {
            var isAnswered = await errors.TryAnswerAsync(context, request, error);
            log.Write(context, request);
            if (!isAnswered)
                throw;
        }
    }

    // The pipeline, which logs all others, never sees these.
    private async Task RefuseAsync(HttpContext context, EdgeRequest request, RefusalCode code, string why)
    {
        await refuser.RefuseAsync(context, code, why);
        log.Write(context, request);
    }

    // Like the server's refusals of unreadable messages: only a status, and the rest of the connection is not read.
    private Task RefuseMessageAsync(HttpContext context, EdgeRequest request, int status)
    {
        request.Refused = RefusalCode.BadRequest;
        context.Response.StatusCode = status;
        context.Response.Headers.Connection = "close";
        context.Response.ContentLength = 0;
        log.Write(context, request);
        return Task.CompletedTask;
    }

    private static bool TryReadTarget(HttpContext context, EdgeRequest request, [NotNullWhen(false)] out string? why)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!RequestTarget.TryGetOriginForm(raw, out var target) && Protection.OriginForm.IsEnabled())
        {
            why = RequestTarget.Describe(TargetFault.NotRooted);
            return false;
        }

        request.Target = target;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        request.PathLength = mark < 0 ? target.Length : mark;
        var findings = RequestTarget.Inspect(request.Path);
        var fault = findings.Fault != TargetFault.None || mark < 0 ? findings.Fault : RequestTarget.InspectQuery(target.AsSpan(mark + 1));
        request.TargetFeatures = findings.Features;
        why = fault == TargetFault.None ? null : RequestTarget.Describe(fault);
        return fault == TargetFault.None || !ProtectionFrom(fault).IsEnabled();
    }

    private static HostFault HostFaultOf(HttpContext context, EdgeRequest request)
    {
        var host = context.Request.Headers.Host;
        if (!Protection.OneHost.IsEnabled() || (host.Count == 0 && HttpProtocol.IsHttp10(context.Request.Protocol) && !request.Model.MatchesHosts))
            return HostFault.None;
        var text = host.ToString();
        if (host.Count == 1 && ReferenceEquals(text, request.Connection.KnownHost))
            return HostFault.None;
        var fault = host.Count > 1 ? HostFault.Malformed : HostInspector.Inspect(text);
        if (fault == HostFault.None)
            request.Connection.KnownHost = text;
        return fault;
    }

    private static Protection ProtectionFrom(TargetFault fault) => fault switch
    {
        TargetFault.DotSegment => Protection.NoDotSegments,
        TargetFault.TrailingSpace => Protection.NoTrailingDots,
        TargetFault.Backslash => Protection.NoBackslashes,
        TargetFault.ControlCharacter or TargetFault.Space => Protection.NoControls,
        TargetFault.Delimiter => Protection.NoFragments,
        TargetFault.InvalidPercent => Protection.ValidPercent,
        TargetFault.OverlongUtf8 or TargetFault.NonAscii => Protection.ValidUtf8,
        TargetFault.TripleEncoding => Protection.EncodedOnce,
        TargetFault.FileStream => Protection.NoFileStreams,
        TargetFault.ManyFeatures => Protection.FewFeatures,
        _ => Protection.OriginForm,
    };

    // Extended CONNECT (RFC 8441) opens a WebSocket over HTTP/2, and is decided as GET. A secret is a legal method name
    // too, and access logs contain methods.
    private static bool IsRefusedMethod(HttpContext context)
    {
        var method = context.Request.Method;
        if (!Protection.RefusedMethods.IsEnabled())
            return false;
        if (HttpMethods.IsTrace(method) || method.Length > Printable.LongestMethod)
            return true;
        return HttpMethods.IsConnect(method)
            && context.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true, Protocol: "websocket" };
    }
}
