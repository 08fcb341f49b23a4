using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Problems;

/// <summary>The paths of programs, where every response has the same headers and every failure is a problem document.</summary>
internal static class ApiPaths
{
    /// <summary>The prefix of the API's calls.</summary>
    public const string Root = "/api/v1";

    public static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
