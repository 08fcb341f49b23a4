using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Tests.Configuration.Ambiguity;

/// <summary>ASP.NET's routing over the endpoints that YARP makes of some routes.</summary>
internal sealed class RealRouting : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _match;

    public RealRouting(params IReadOnlyList<RouteConfig> routes)
    {
        var listener = new DiagnosticListener("test");
        var services = new ServiceCollection().AddLogging().AddRouting().AddSingleton(listener).AddSingleton<DiagnosticSource>(listener);
        services.AddReverseProxy().LoadFromMemory(routes, [new ClusterConfig { ClusterId = "c" }]);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment());
        _services = services.BuildServiceProvider();
        var app = new ApplicationBuilder(_services);
        app.UseRouting();
        app.Use((RequestDelegate _) => _ => Task.CompletedTask);
        app.UseEndpoints(endpoints => endpoints.MapReverseProxy());
        _match = app.Build();
    }

    /// <summary>The chosen route, null for none; throws as routing throws.</summary>
    public async Task<string?> ChooseAsync(SampleRequest request)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Method = request.Method;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(request.Host);
        context.Request.Path = request.Path;
        context.Request.QueryString = new QueryString(request.Query);
        foreach (var (name, value) in request.Headers)
            context.Request.Headers[name] = value;
        await _match(context);
        return context.GetEndpoint()?.DisplayName;
    }

    public async Task<bool> IsAmbiguousAsync(SampleRequest request)
    {
        try
        {
            await ChooseAsync(request);
            return false;
        }
        catch (Exception failure) when (failure.GetType().Name == "AmbiguousMatchException")
        {
            return true;
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class HostingEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = "/";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
