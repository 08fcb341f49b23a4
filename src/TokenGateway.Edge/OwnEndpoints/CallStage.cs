using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>Serves the calls of the dialect's product on the edge: authenticates the caller and writes the response.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CallStage(DialectPorts ports, ICallBudget budget, IEnumerable<IPasswordCallers> passwords, Refuser refuser)
{
    private const string Basic = "Basic";

    private const string WrongPassword = "User name or password is wrong.";

    private readonly IPasswordCallers? _passwords = passwords.LastOrDefault();

    /// <summary>Serves a call with the verified token.</summary>
    public Task AnswerAsync(HttpContext context, EdgeRequest request) =>
        AnswerAsync(context, request.Call!, Actor.Bearer(request.Snapshot!, ClientAddress.TextOf(context.Connection.RemoteIpAddress)));

    /// <summary>Whether user and password decide the request instead of a token.</summary>
    public bool TakesPassword(HttpContext context, EdgeRequest request) =>
        _passwords is not null && request.Call?.Path.Find(context.Request.Method) is { TakesPassword: true }
        && context.Request.Headers.Authorization is [{ } header] && header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
        && (header.Length == Basic.Length || header[Basic.Length] == ' ');

    /// <summary>Serves a call with user name and password.</summary>
    public async Task AnswerByPasswordAsync(HttpContext context, EdgeRequest request)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!BasicCredentials.TryDecode(header.AsSpan(Math.Min(Basic.Length + 1, header.Length)), out var user, out var password) || user.Length == 0)
        {
            await refuser.RefuseAsync(context, RefusalCode.InvalidToken, WrongPassword, fault: CredentialFault.WrongPassword);
            return;
        }

        PasswordFinding finding;
        try
        {
            finding = await _passwords!.FindAsync(user, password, context.Connection.RemoteIpAddress, context.RequestAborted);
        }
        catch (StoreUnavailableException)
        {
            await refuser.RefuseAsync(context, RefusalCode.CannotVerify, retryAfter: 1);
            return;
        }

        if (finding.RetryAfter is { } wait)
            await refuser.RefuseAsync(context, RefusalCode.RateLimited, "Too many failed sign-ins.", retryAfter: Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
        else if (finding.Actor is not { } actor)
            await refuser.RefuseAsync(context, RefusalCode.InvalidToken, WrongPassword, fault: CredentialFault.WrongPassword);
        else
            await AnswerAsync(context, request.Call!, actor);
    }

    private async Task AnswerAsync(HttpContext context, DialectMatch match, Actor actor)
    {
        // The policy of the path treats a WebSocket's CONNECT as GET.
        if (match.Path.Find(context.Request.Method) is not { } call)
        {
            await refuser.RefuseAsync(context, RefusalCode.MethodNotAllowed, allow: match.Path.Allow);
            return;
        }

        if (budget.Take(actor.User!.Id, call.Kind) is { } refusal)
        {
            await refuser.RefuseAsync(context, RefusalCode.RateLimited, refusal.Detail, retryAfter: refusal.RetryAfter);
            return;
        }

        try
        {
            await DialectExchange.RunAsync(context, call, actor, match, ports, Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);
        }
        catch (StoreUnavailableException)
        {
            await refuser.RefuseAsync(context, RefusalCode.CannotVerify, retryAfter: 1);
        }
    }
}
