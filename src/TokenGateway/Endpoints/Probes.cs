namespace TokenGateway.Endpoints;

/// <summary>
/// <c>/healthz</c> (the process responds) and <c>/readyz</c> (it should receive traffic; <c>?verbose</c> gives the reason
/// if not), for every method.
/// </summary>
internal static class Probes
{
    // Not by routing: mapping a delegate loads what binds the parameters of others, which a gateway at rest does not need.
    public static IApplicationBuilder UseProbes(this IApplicationBuilder app) => app.Use(next => context =>
        IsAt(context, "/healthz") ? HealthAsync(context) : IsAt(context, "/readyz") ? ReadyAsync(context) : next(context));

    private static bool IsAt(HttpContext context, string path) =>
        context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is "" or "/";

    private static Task HealthAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, "ok\n");

    private static Task ReadyAsync(HttpContext context)
    {
        var report = context.RequestServices.GetRequiredService<Readiness>().Report();
        var status = report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Request.Query.ContainsKey("verbose")
            ? WriteAsync(context, status, report)
            : WriteAsync(context, status, report.Ready ? "ready\n" : "not ready\n");
    }

    private static Task WriteAsync(HttpContext context, int status, ReadinessReport report)
    {
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
