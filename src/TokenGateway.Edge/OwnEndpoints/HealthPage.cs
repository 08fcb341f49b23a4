using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>Responds to the health checks of load balancers on the traffic port.</summary>
internal static class HealthPage
{
    public static Task WriteAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync("ok\n", context.RequestAborted);
    }
}
