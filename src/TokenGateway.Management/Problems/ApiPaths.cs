using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Problems;

/// <summary>Where programs call: there every answer has the same headers, and whatever fails is told as a problem document.</summary>
internal static class ApiPaths
{
    /// <summary>What the calls of the API have in front.</summary>
    public const string Root = "/api/v1";

    public static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
