using TokenGateway.Edge;

namespace YarpHost;

/// <summary>
/// Somebody's YARP host, with an endpoint, a middleware and a policy of its own, and TokenGateway's edge in it: the
/// two calls are <c>AddTokenGateway</c> and <c>UseTokenGateway</c>.
/// </summary>
public static class YarpHostApp
{
    /// <param name="args">Command line, such as <c>--urls http://127.0.0.1:0</c>.</param>
    /// <param name="configure">Runs last, before the host is built.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("report-readers", policy => policy.RequireClaim(TokenGatewayClaims.Permission, "reports:read"));
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .AddTokenGateway(builder.Configuration);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseMiddleware<RequestLog>();
        app.UseTokenGateway();
        app.UseAuthorization();
        app.MapGet("/hello", () => "Hello from the host itself.\n");
        app.MapReverseProxy();
        return app;
    }
}
