using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Storage;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Api.Sessions;

/// <summary><c>/api/v1/session</c>: POST signs in, GET tells who is signed in, DELETE signs out. For Management connections only.</summary>
internal static class SessionRoutes
{
    private const string Path = "/api/v1/session";
    private const string Tag = "Session";

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, OpenAsync).WithTags(Tag)
            .Describe("SignIn", "Sign in", "Sets the session cookie and returns the antiforgery token that writes in a session need in X-Antiforgery-Token.")
            .Takes<SignInRequest>(ApiExamples.SignIn).Answers<SessionAnswer>(StatusCodes.Status201Created, ApiExamples.Session)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        routes.MapGet(Path, ShowAsync).WithTags(Tag)
            .Describe("ShowSession", "Show who is signed in, with a fresh antiforgery token")
            .Answers<SessionAnswer>(StatusCodes.Status200OK, ApiExamples.Session)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized);
        routes.MapDelete(Path, EndAsync).WithTags(Tag)
            .Describe("SignOut", "Sign out", "Ends the session on the server. Does nothing without one.")
            .AnswersNothing().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden);
    }

    private static Task OpenAsync(HttpContext context, [FromServices] SessionEndpoints endpoints) => GuardAsync(context, endpoints.OpenAsync);

    private static Task ShowAsync(HttpContext context, [FromServices] SessionEndpoints endpoints) => GuardAsync(context, endpoints.ShowAsync);

    private static Task EndAsync(HttpContext context, [FromServices] SessionEndpoints endpoints) => GuardAsync(context, endpoints.EndAsync);

    private static async Task GuardAsync(HttpContext context, RequestDelegate work)
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            await SessionRefusals.TokenAsync(context);
            return;
        }

        try
        {
            await work(context);
        }
        catch (StoreUnavailableException)
        {
            await SessionRefusals.StoreAsync(context);
        }
    }
}
