namespace TokenGateway.Endpoints;

/// <summary>
/// <c>/healthz</c> (the process responds) and <c>/readyz</c> (it should receive traffic; <c>?verbose</c> gives the reason
/// if not).
/// </summary>
internal static class ProbeRoutes
{
    public static void MapProbes(this IEndpointRouteBuilder routes)
    {
        routes.Map("/healthz", (RequestDelegate)HealthAsync).AllowAnonymous();
        routes.Map("/readyz", (RequestDelegate)ReadyAsync).AllowAnonymous();
    }

    private static Task HealthAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, "ok\n");

    private static Task ReadyAsync(HttpContext context)
    {
        var report = context.RequestServices.GetRequiredService<Readiness>().Report();
        var status = report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        if (!context.Request.Query.ContainsKey("verbose"))
            return WriteAsync(context, status, report.Ready ? "ready\n" : "not ready\n");
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(report, ProbeJson.Default.ReadinessReport, cancellationToken: context.RequestAborted);
    }

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(text, context.RequestAborted);
    }
}
