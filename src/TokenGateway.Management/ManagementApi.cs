using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Management.Api;
using TokenGateway.Management.Api.Audit;
using TokenGateway.Management.Api.Leaks;
using TokenGateway.Management.Api.Me;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Management.Api.Settings;
using TokenGateway.Management.Api.Tokens;
using TokenGateway.Management.Api.Users;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Dialects;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management;

/// <summary>The calls of the management API, each in its folder.</summary>
internal static class ManagementApi
{
    public const string Root = "/api/v1";

    /// <summary>Stands before routing, on the branch of the Management endpoints alone.</summary>
    public static IApplicationBuilder UseManagement(this IApplicationBuilder app) => app.UseMiddleware<ApiAnswers>().UseMiddleware<DialectCalls>();

    public static void MapManagement(this IEndpointRouteBuilder routes)
    {
        // Whoever it is.
        var open = routes.MapGroup(Root).AddEndpointFilterFactory(QueryFilter.Create);
        open.MapLeaks();

        // Who calls is asked first: nobody learns from a refusal what there is.
        var calls = routes.MapGroup(Root).WithMetadata(NeedsCaller.Instance)
            .AddEndpointFilterFactory(Of<CallerFilter>).AddEndpointFilterFactory(Of<CallLimitFilter>).AddEndpointFilterFactory(QueryFilter.Create);
        calls.MapMe();
        calls.MapTokens();
        calls.MapUsers();
        calls.MapAudit();
        calls.MapSettings();
        calls.MapRoutes();
        routes.MapApiDocument();
    }
    // Without AddEndpointFilter<T>, which has an expression tree compiled for it at every start.
    private static EndpointFilterDelegate Of<T>(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
        where T : IEndpointFilter
    {
        var filter = factory.ApplicationServices.GetRequiredService<T>();
        return context => filter.InvokeAsync(context, next);
    }
}
