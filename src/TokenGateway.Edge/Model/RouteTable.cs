using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Edge.Targets;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Model;

/// <summary>
/// The routes of one loaded configuration, in force or not, matched by ASP.NET Core routing with YARP's endpoints and the
/// host's matcher policies. Finds the route of a hypothetical request. Built on first use, which most gateways never reach.
/// </summary>
/// <param name="model">The generation of the routes.</param>
/// <param name="routes">The YARP part of it.</param>
/// <param name="services">The services of the host, with routing.</param>
internal sealed class RouteTable(GatewayModel model, IReadOnlyList<RouteConfig> routes, IServiceProvider services)
{
    /// <summary>
    /// The property through which <c>UseRouting</c> and <c>UseEndpoints</c> share the endpoints. <c>UseEndpoints</c> would
    /// add them to the host's.
    /// </summary>
    private const string RouteBuilder = "__EndpointRouteBuilder";

    private readonly Lazy<RequestDelegate> _match = new(() => Build(routes, services));

    /// <summary>A request to the gateway's first host, without headers.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Percent-encoded, as a client sends it, without query.</param>
    public RequestFacts Find(string method, string path)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        return Find(context, method, path);
    }

    /// <summary>The request <paramref name="like"/> with another method and path.</summary>
    public RequestFacts FindLike(HttpRequest like, string method, string path)
    {
        var context = new DefaultHttpContext { RequestServices = like.HttpContext.RequestServices };
        context.Features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = like.Protocol,
            Scheme = like.Scheme,
            PathBase = like.PathBase.Value ?? "",
            QueryString = like.QueryString.Value ?? "",
            Headers = like.Headers,
        });
        context.Connection.RemoteIpAddress = like.HttpContext.Connection.RemoteIpAddress;
        return Find(context, method, path);
    }

    private RequestFacts Find(DefaultHttpContext context, string method, string path)
    {
        context.Request.Method = HttpMethods.GetCanonicalizedValue(method);
        context.Request.Path = PathString.FromUriComponent(path);

        // Routing is synchronous unless a matcher policy of the host awaits.
        _match.Value(context).GetAwaiter().GetResult();
        var endpoint = context.GetEndpoint();
        return new RequestFacts
        {
            Method = context.Request.Method,
            Target = path + context.Request.QueryString.Value,
            PathLength = path.Length,
            Features = RequestTarget.Inspect(path).Features,
            Request = context.Request,
            Endpoint = endpoint,
            Route = endpoint?.Metadata.GetMetadata<RouteModel>() is { } found ? model.Routes[found.Config.RouteId] : null,
        };
    }

    private static RequestDelegate Build(IReadOnlyList<RouteConfig> routes, IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        ((IEndpointRouteBuilder)app.Properties[RouteBuilder]!).DataSources.Add(new DefaultEndpointDataSource(ProxyEndpoints.Of(routes)));

        // Routing has already chosen the endpoint; executing it is not wanted.
        app.Use((RequestDelegate _) => _ => Task.CompletedTask);
        return app.Build();
    }
}
