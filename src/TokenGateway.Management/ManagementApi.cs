using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Management.Api.Audit;
using TokenGateway.Management.Api.Leaks;
using TokenGateway.Management.Api.Me;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Management.Api.Sessions;
using TokenGateway.Management.Api.Settings;
using TokenGateway.Management.Api.Tokens;
using TokenGateway.Management.Api.Users;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Dialects;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management;

/// <summary>The calls of the management API, each in its folder.</summary>
internal static class ManagementApi
{
    /// <summary>Runs before routing, only on the branch of the Management endpoints.</summary>
    public static IApplicationBuilder UseManagement(this IApplicationBuilder app) => app.UseProblems().UseMiddleware<DialectCalls>();

    /// <summary>Runs between routing and endpoints: authenticates the caller and evaluates the endpoint's policy.</summary>
    public static IApplicationBuilder UseManagementPolicies(this IApplicationBuilder app) =>
        app.UseAuthentication().UseMiddleware<PolicyRequired>().UseAuthorization();

    public static void MapManagement(this IEndpointRouteBuilder routes)
    {
        // Without authentication.
        var open = routes.MapGroup(ApiPaths.Root).AllowAnonymous();
        open.MapSessions();
        open.MapGroup("").AddEndpointFilterFactory(QueryFilter.Create).MapLeaks();

        // Authentication comes first, so that a refusal discloses nothing about existing objects.
        var calls = routes.MapGroup(ApiPaths.Root).RequireAuthorization(ManagementPolicies.Api).AddEndpointFilterFactory(QueryFilter.Create);
        calls.MapMe();
        calls.MapTokens();
        calls.MapUsers();
        calls.MapAudit();
        calls.MapSettings();
        calls.MapRoutes();
        routes.MapApiDocument();
    }
}
