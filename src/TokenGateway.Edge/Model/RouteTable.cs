using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Edge.Targets;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Model;

/// <summary>
/// The routes of one loaded configuration, in force or not, matched by the framework's own routing: the endpoints that
/// YARP makes of them, with the matcher and the policies of the host. Finds the route of a request that nobody sent.
/// Built when first needed, which for most gateways is never.
/// </summary>
/// <param name="model">The generation that the routes belong to.</param>
/// <param name="routes">YARP's part of it.</param>
/// <param name="services">Those of the host, with routing.</param>
internal sealed class RouteTable(GatewayModel model, IReadOnlyList<RouteConfig> routes, IServiceProvider services)
{
    /// <summary>The property by which <c>UseRouting</c> and <c>UseEndpoints</c> share the endpoints. With the latter they would become the host's.</summary>
    private const string RouteBuilder = "__EndpointRouteBuilder";

    private readonly Lazy<RequestDelegate> _match = new(() => Build(routes, services));

    /// <summary>A request to the gateway's first host, without headers.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">As a client writes it, percent-encoded, without query.</param>
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

        // Routing computes; only a policy of the host's own could wait for something.
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

        // By then routing has chosen, which is all that is wanted.
        app.Use((RequestDelegate _) => _ => Task.CompletedTask);
        return app.Build();
    }
}
