using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Caller;

namespace TokenGateway.Management.Sessions;

/// <summary>What <c>/api/v1/session</c> does.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SessionEndpoints(
    SignIn signIn, SessionCallers callers, SessionAntiforgery antiforgery, ISessionStore sessions, IAccessModelSource models)
{
    // Every character of the longest name and password escaped.
    private const int MostBytes = 8 * 1024;

    /// <summary>Signs in. Ends the session of the cookie that is presented: the new one is another.</summary>
    public async Task OpenAsync(HttpContext context)
    {
        if (!models.Current.SignIn.AllowsPasswords)
            await SessionRefusals.PasswordsOffAsync(context);
        else if (!KeepsCookies(context))
            await SessionRefusals.PlainHttpAsync(context);
        else if (!SessionAntiforgery.IsFromHere(context.Request))
            await SessionRefusals.OtherSiteAsync(context);
        else if (await ReadAsync(context) is { User: { } user, Password: { } password })
            await OpenAsync(context, user, password);
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

    private async Task OpenAsync(HttpContext context, string user, string password)
    {
        var result = await signIn.TryAsync(user, password, CallerAddress.Of(context), context.RequestAborted);
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
        context.Request.IsHttps || context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    /// <summary>Null: the body was no such thing, and the answer is written.</summary>
    private static async Task<SignInRequest?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        var status = StatusCodes.Status400BadRequest;
        try
        {
            // The content type: a form of another site cannot send it.
            if (context.Request.HasJsonContentType()
                && await context.Request.ReadFromJsonAsync(SessionJson.Default.SignInRequest, context.RequestAborted) is { User: not null, Password: not null } read)
            {
                return read;
            }
        }
        catch (JsonException)
        {
            // Told below; the exception's text could repeat what was sent.
        }
        catch (BadHttpRequestException bad)
        {
            status = bad.StatusCode;
        }

        await SessionRefusals.MalformedAsync(context, status);
        return null;
    }
}
