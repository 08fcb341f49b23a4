using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Self;

/// <summary>The paths on the edge that belong to the gateway itself; they match before any route.</summary>
internal static class OwnedPaths
{
    public static bool IsSelf(EdgeRequest request) => Matches(request, request.Model.SelfPath);

    public static bool IsHealth(EdgeRequest request) => Matches(request, request.Model.EdgeHealthPath);

    public static Task WriteHealthAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync("ok\n", context.RequestAborted);
    }

    private static bool Matches(EdgeRequest request, string? path) =>
        path is not null && request.Path.Equals(path, StringComparison.Ordinal);
}
