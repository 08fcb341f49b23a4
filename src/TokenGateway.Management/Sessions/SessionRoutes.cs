using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Storage;

namespace TokenGateway.Management.Sessions;

/// <summary><c>/api/v1/session</c>: POST signs in, GET tells who is signed in, DELETE signs out. For Management connections only.</summary>
internal static class SessionRoutes
{
    private const string Path = "/api/v1/session";

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Guarded((endpoints, context) => endpoints.OpenAsync(context)));
        routes.MapGet(Path, Guarded((endpoints, context) => endpoints.ShowAsync(context)));
        routes.MapDelete(Path, Guarded((endpoints, context) => endpoints.EndAsync(context)));
    }

    private static RequestDelegate Guarded(Func<SessionEndpoints, HttpContext, Task> work) => async context =>
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            await SessionRefusals.TokenAsync(context);
            return;
        }

        try
        {
            await work(context.RequestServices.GetRequiredService<SessionEndpoints>(), context);
        }
        catch (StoreUnavailableException)
        {
            await SessionRefusals.StoreAsync(context);
        }
    };
}
