using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Model;

/// <summary>
/// Makes YARP build the endpoints of routes that are not in force: its metadata for headers and query parameters is
/// internal.
/// </summary>
internal static class ProxyEndpoints
{
    public static IReadOnlyList<Endpoint> Of(IReadOnlyList<RouteConfig> routes)
    {
        var services = new ServiceCollection().AddLogging().AddRouting();
        services.AddReverseProxy().LoadFromMemory([.. routes.Select(MatchOnly)], []);
        using var provider = services.BuildServiceProvider();
        var builder = new Builder(provider);
        builder.MapReverseProxy(static _ => { });
        return [.. builder.DataSources.SelectMany(source => source.Endpoints)];
    }

    // A route's references to the application (policies, transforms) do not affect matching, and are unknown there.
    private static RouteConfig MatchOnly(RouteConfig route) => new() { RouteId = route.RouteId, Order = route.Order, Match = route.Match };

    private sealed class Builder(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
