using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Sessions;

/// <summary><c>/session</c>: POST signs in, GET returns the signed-in user, DELETE signs out.</summary>
internal static class SessionEndpoints
{
    private const string Scheme = ManagementAuthenticationDefaults.SessionScheme;

    // The longest name and password with every character escaped.
    private const int MaxBody = 8 * 1024;

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session").AddEndpointFilter(GuardAsync);
        session.MapPost("", OpenAsync)
            .Describe("SignIn", "Sign in", "Sets the session cookie and returns the antiforgery token that writes in a session need in X-Antiforgery-Token.")
            .Takes<SignInRequest>(ApiExamples.SignIn).Answers<SessionAnswer>(StatusCodes.Status201Created, ApiExamples.Session)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        session.MapGet("", ShowAsync)
            .Describe("ShowSession", "Show who is signed in, with a fresh antiforgery token")
            .Answers<SessionAnswer>(StatusCodes.Status200OK, ApiExamples.Session)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized);
        session.MapDelete("", EndAsync)
            .Describe("SignOut", "Sign out", "Ends the session on the server. Does nothing without one.")
            .AnswersNothing().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden);
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.Request.Headers.Authorization.Count > 0)
            return SessionRefusals.Token;
        try
        {
            return await next(context);
        }
        catch (StoreUnavailableException)
        {
            return SessionRefusals.Store;
        }
    }

    /// <summary>Signs in. Ends the session of a presented cookie, which a new one replaces.</summary>
    private static async Task<IResult> OpenAsync(HttpContext context, PasswordSignIn signIn, IAntiforgery antiforgery, IAccessModelSource models)
    {
        if (!models.Current.SignIn.AllowsPasswords)
            return SessionRefusals.PasswordsOff;
        if (!SessionCookie.IsKept(context))
            return SessionRefusals.PlainHttp;
        if (RequestOrigins.Of(context.Request) == RequestOrigin.Foreign)
            return SessionRefusals.OtherSite;
        var (user, password) = await ReadAsync(context);
        var result = await signIn.TryAsync(context, user, password);
        return result.Outcome switch
        {
            SignInOutcome.Done => Shown(context, antiforgery, StatusCodes.Status201Created),
            SignInOutcome.TooMany => SessionRefusals.TooMany(result.RetryAfter),
            _ => SessionRefusals.Wrong,
        };
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IAntiforgery antiforgery) =>
        await IsSignedInAsync(context) ? Shown(context, antiforgery, StatusCodes.Status200OK) : SessionRefusals.Nobody;

    /// <summary>Signs out, on the server. Succeeds without a session.</summary>
    private static async Task<IResult> EndAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (await IsSignedInAsync(context) && !await SessionAntiforgery.IsValidAsync(context, antiforgery))
            return SessionRefusals.OtherSite;
        await context.SignOutAsync(Scheme);
        return TypedResults.NoContent();
    }

    // Not through a policy: a caller without a session gets another response here than elsewhere.
    private static async ValueTask<bool> IsSignedInAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Scheme);
        if (result.Succeeded)
            context.User = result.Principal;
        return result.Succeeded;
    }

    private static IResult Shown(HttpContext context, IAntiforgery antiforgery, int status) => Answer.Json(
        SessionAnswer.Of(CallerFeature.Required(context), antiforgery.GetAndStoreTokens(context).RequestToken!),
        SessionJson.Default.SessionAnswer, status);

    /// <summary>Reads strictly: known members, each once. Requires the JSON content type, which a form of another site cannot send.</summary>
    /// <exception cref="ApiException">It is invalid, or a member is missing.</exception>
    private static async Task<(string User, string Password)> ReadAsync(HttpContext context)
    {
        var body = (await JsonBody.ReadAsync(context, SessionJson.Default.SignInRequest, maxLength: MaxBody)).Value;
        return (body.User ?? throw ApiException.Value("user", "required; a text is expected."),
            body.Password ?? throw ApiException.Value("password", "required; a text is expected."));
    }
}
