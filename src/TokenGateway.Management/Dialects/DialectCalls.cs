using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Management.Dialects;

/// <summary>
/// Serves the dialect's calls for a browser with a session: the same paths as on the edge, decided by the session and never
/// by a token. A write must come from a page of the same origin and have a content type that no form can send.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class DialectCalls(RequestDelegate next, IDialectSource dialects, IAccessModelSource models, DialectPorts ports, ICallBudget budget)
{
    public Task InvokeAsync(HttpContext context) =>
        dialects.Calls?.Match(context.Request.Path) is { } match ? AnswerAsync(context, match) : next(context);

    private async Task AnswerAsync(HttpContext context, DialectMatch match)
    {
        try
        {
            var (call, actor, refusal) = await DecideAsync(context, match);
            if (refusal is { } code)
                await RefuseAsync(context, code, code == RefusalCode.MethodNotAllowed ? match.Path.Allow : null);
            else if (budget.Take(actor!.User!.Id, call!.Kind) is { } limit)
                await RefuseAsync(context, RefusalCode.RateLimited, limit: limit);
            else
                await DialectExchange.RunAsync(context, call, actor, match, ports, TraceOf(context));
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, RefusalCode.CannotVerify);
        }
    }

    private async ValueTask<(DialectCall? Call, Actor? Actor, RefusalCode? Refusal)> DecideAsync(HttpContext context, DialectMatch match)
    {
        if (!match.Path.Exists(models.Current))
            return (null, null, RefusalCode.NotFound);

        // A token belongs on the edge; one that is sent here is not verified, and excludes the session.
        if (context.Request.Headers.Authorization.Count > 0)
            return (null, null, RefusalCode.InvalidToken);
        if (!(await context.AuthenticateAsync(ManagementAuthenticationDefaults.SessionScheme)).Succeeded)
            return (null, null, RefusalCode.MissingToken);
        if (match.Path.Find(context.Request.Method) is not { } call)
            return (null, null, RefusalCode.MethodNotAllowed);
        return IsSafe(context.Request.Method) || IsFromOwnPage(context.Request) ? (call, CallerFeature.Required(context).Actor, null) : (null, null, RefusalCode.InsufficientPermission);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    // Requires an explicit own origin. A body must be JSON, which a form cannot send.
    private static bool IsFromOwnPage(HttpRequest request) => RequestOrigins.Of(request) == RequestOrigin.Own
        && (request.HasJsonContentType() || (HttpMethods.IsDelete(request.Method) && request.ContentType is null));

    private Task RefuseAsync(HttpContext context, RefusalCode code, string? allow = null, CallRefusal? limit = null) => dialects.Current.Refusals.WriteAsync(context, new Refusal
    {
        Code = code,
        Detail = code == RefusalCode.InsufficientPermission ? "A write in a session must come from a page of this origin, as JSON." : limit?.Detail,
        Allow = allow,
        RetryAfter = code == RefusalCode.CannotVerify ? 1 : limit?.RetryAfter,
        TraceId = TraceOf(context),
        RequestId = context.TraceIdentifier,
    });

    private static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
