using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Sessions;

/// <summary>What <c>/api/v1/session</c> does.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SessionEndpoints(
    SignIn signIn, SessionCallers callers, SessionAntiforgery antiforgery, ISessionStore sessions, IAccessModelSource models)
{
    // Every character of the longest name and password escaped.
    private const int MaxBody = 8 * 1024;

    /// <summary>Signs in. Ends the session of the cookie that is presented: the new one is another.</summary>
    public async Task OpenAsync(HttpContext context)
    {
        if (!models.Current.SignIn.AllowsPasswords)
            await SessionRefusals.PasswordsOffAsync(context);
        else if (!KeepsCookies(context))
            await SessionRefusals.PlainHttpAsync(context);
        else if (!SessionAntiforgery.IsFromHere(context.Request))
            await SessionRefusals.OtherSiteAsync(context);
        else
            await OpenAsync(context, await ReadAsync(context));
    }

    /// <summary>Tells who is signed in.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (await callers.FindSessionAsync(context) is { } who)
            await AnswerAsync(context, StatusCodes.Status200OK, who);
        else
            await SessionRefusals.NobodyAsync(context);
    }

    /// <summary>Signs out, on the server. Without a session there is nothing to do, and that is done.</summary>
    public async Task EndAsync(HttpContext context)
    {
        if (await callers.FindSessionAsync(context) is { } who)
        {
            if (!await antiforgery.IsValidAsync(context))
            {
                await SessionRefusals.OtherSiteAsync(context);
                return;
            }

            await sessions.EndAsync(who.Session.Digest, SessionAudit.Ended(who), context.RequestAborted);
        }

        SessionCookie.Clear(context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task OpenAsync(HttpContext context, (string User, string Password) given)
    {
        var result = await signIn.TryAsync(given.User, given.Password, CallerAddress.Of(context), context.RequestAborted);
        if (result is { Id: { } id, Who: { } who })
        {
            await EndPresentedAsync(context);
            context.Features.Set(who);
            SessionCookie.Set(context, id);
            await AnswerAsync(context, StatusCodes.Status201Created, who);
        }
        else if (result.Outcome == SignInOutcome.TooMany)
        {
            await SessionRefusals.TooManyAsync(context, result.RetryAfter);
        }
        else
        {
            await SessionRefusals.WrongAsync(context);
        }
    }

    private async Task EndPresentedAsync(HttpContext context)
    {
        if (await callers.FindSessionAsync(context) is { } before)
            await sessions.EndAsync(before.Session.Digest, SessionAudit.Ended(before), context.RequestAborted);
    }

    private Task AnswerAsync(HttpContext context, int status, SignedIn who)
    {
        var answer = SessionAnswer.Of(who, antiforgery.Issue(context));
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(answer, SessionJson.Default.SessionAnswer, cancellationToken: context.RequestAborted);
    }

    // A socket that is no address is on this machine.
    private static bool KeepsCookies(HttpContext context) =>
        context.Request.IsHttps || CallerAddress.PeerOf(context) is not { } address || IPAddress.IsLoopback(address);

    /// <summary>As strictly as every body: known members, each once. The content type: a form of another site cannot send it.</summary>
    /// <exception cref="ApiException">It cannot be read, or a member is missing.</exception>
    private static async Task<(string User, string Password)> ReadAsync(HttpContext context)
    {
        var body = (await JsonBody.ReadAsync(context, SessionJson.Default.SignInRequest, maxLength: MaxBody)).Value;
        return (body.User ?? throw ApiException.Value("user", "required; a text is expected."),
            body.Password ?? throw ApiException.Value("password", "required; a text is expected."));
    }
}
