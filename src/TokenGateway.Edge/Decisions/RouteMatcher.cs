using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// Finds the endpoint of a request that nobody sends, by the framework's own routing over the proxy's endpoints. Built
/// when it is first needed, which for most gateways is never.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RouteMatcher
{
    private static readonly Assembly Yarp = typeof(RouteModel).Assembly;
    private readonly IServiceProvider _services;
    private readonly Lazy<RequestDelegate> _match;

    public RouteMatcher(IServiceProvider services)
    {
        _services = services;
        _match = new(Build);
    }

    /// <summary>A request to the gateway's first host, without headers.</summary>
    /// <param name="path">As a client writes it, percent-encoded.</param>
    public ValueTask<HttpContext> MatchAsync(string method, string path)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        return MatchAsync(context, method, path);
    }

    /// <summary>The request of <paramref name="like"/> with another method or path.</summary>
    public ValueTask<HttpContext> MatchLikeAsync(HttpContext like, string method, string path)
    {
        var context = new DefaultHttpContext { RequestServices = like.RequestServices };
        context.Features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = like.Request.Protocol,
            Scheme = like.Request.Scheme,
            PathBase = like.Request.PathBase.Value ?? "",
            QueryString = like.Request.QueryString.Value ?? "",
            Headers = like.Request.Headers,
        });
        context.Connection.RemoteIpAddress = like.Connection.RemoteIpAddress;
        return MatchAsync(context, method, path);
    }

    private async ValueTask<HttpContext> MatchAsync(DefaultHttpContext context, string method, string path)
    {
        context.Request.Method = HttpMethods.GetCanonicalizedValue(method);
        context.Request.Path = PathString.FromUriComponent(path);
        await _match.Value(context);
        return context;
    }

    private RequestDelegate Build()
    {
        var branch = new ApplicationBuilder(_services);
        branch.UseRouting();

        // By then routing has chosen, which is all that is wanted.
        branch.Use((RequestDelegate _) => _ => Task.CompletedTask);
        branch.UseEndpoints(routes =>
        {
            foreach (var source in SourcesIn(_services.GetRequiredService<EndpointDataSource>()).Where(IsProxys))
                routes.DataSources.Add(source);
        });
        return branch.Build();
    }

    private static IEnumerable<EndpointDataSource> SourcesIn(EndpointDataSource source) =>
        source is CompositeEndpointDataSource composite ? composite.DataSources.ToList().SelectMany(SourcesIn) : [source];

    // The host's own endpoints answer here; what an upstream reads is for an upstream.
    private static bool IsProxys(EndpointDataSource source) =>
        source.GetType().Assembly == Yarp || source.Endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<RouteModel>() is not null);
}
