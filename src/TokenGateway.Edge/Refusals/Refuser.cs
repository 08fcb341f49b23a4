using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Dialects;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Refusals;

/// <summary>The one place where a refusal becomes an answer: gathers what may be told and lets the dialect say it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Refuser
{
    public Task RefuseAsync(
        HttpContext context, RefusalCode code, string? detail = null, string? allow = null, string? needed = null,
        string? has = null, int? retryAfter = null)
    {
        var request = EdgeRequest.Of(context) ?? throw new InvalidOperationException("Only edge requests are refused here.");
        request.Refused = code;
        if (context.Response.HasStarted)
            return Task.CompletedTask;
        var model = request.Route?.Model ?? request.Model;
        return model.Dialect.Refusals.WriteAsync(context, new Refusal
        {
            Code = code,
            Detail = detail,
            Allow = allow,
            Needed = needed,
            Has = has,
            RetryAfter = retryAfter,
            Places = request.Route?.PlaceTexts ?? [],
            TraceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            RequestId = context.TraceIdentifier,
        });
    }
}
