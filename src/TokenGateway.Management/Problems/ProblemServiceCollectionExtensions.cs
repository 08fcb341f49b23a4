using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TokenGateway.Management.Problems;

/// <summary>Adds and places the conversion of failures into problem documents.</summary>
internal static class ProblemServiceCollectionExtensions
{
    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>().AddProblemDetails().AddExceptionHandler<ApiExceptionHandler>();

    /// <summary>Applies to everything below <c>/api</c> and <c>/openapi</c>.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseWhen(ApiPaths.IsApi, api => api
        .UseMiddleware<ApiHeaders>()
        .UseExceptionHandler(new ExceptionHandlerOptions { AllowStatusCode404Response = true, SuppressDiagnosticsCallback = _ => true })
        .UseStatusCodePages(BareStatuses.WriteAsync));
}
