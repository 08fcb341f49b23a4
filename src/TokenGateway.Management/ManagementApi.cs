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
    /// <summary>Stands before routing, on the branch of the Management endpoints alone.</summary>
    public static IApplicationBuilder UseManagement(this IApplicationBuilder app) => app.UseProblems().UseMiddleware<DialectCalls>();

    /// <summary>Stands between routing and endpoints: who calls, and whether the endpoint's policy lets them in.</summary>
    public static IApplicationBuilder UseManagementPolicies(this IApplicationBuilder app) =>
        app.UseAuthentication().UseMiddleware<PolicyRequired>().UseAuthorization();

    public static void MapManagement(this IEndpointRouteBuilder routes)
    {
        // Whoever it is.
        var open = routes.MapGroup(ApiPaths.Root).AllowAnonymous();
        open.MapSessions();
        open.MapGroup("").AddEndpointFilterFactory(QueryFilter.Create).MapLeaks();

        // Who calls is asked first: nobody learns from a refusal what there is.
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
