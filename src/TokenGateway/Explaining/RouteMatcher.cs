using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TokenGateway.Explaining;

/// <summary>Finds the endpoint of a request that nobody sends, by the framework's own routing over the edge's endpoints.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RouteMatcher(IServiceProvider services)
{
    private RequestDelegate? _match;

    /// <summary>Said once, when the edge's endpoints are mapped.</summary>
    public void Use(IEnumerable<EndpointDataSource> sources)
    {
        var branch = new ApplicationBuilder(services);
        branch.UseRouting();

        // By then routing has chosen, which is all that is wanted.
        branch.Use((RequestDelegate _) => _ => Task.CompletedTask);
        branch.UseEndpoints(routes =>
        {
            foreach (var source in sources)
                routes.DataSources.Add(source);
        });
        _match = branch.Build();
    }

    /// <param name="path">As a client writes it, percent-encoded.</param>
    public async ValueTask<HttpContext> MatchAsync(string method, string path)
    {
        var match = _match ?? throw new InvalidOperationException("The edge's endpoints have not been mapped.");
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = HttpMethods.GetCanonicalizedValue(method);
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        context.Request.Path = PathString.FromUriComponent(path);
        await match(context);
        return context;
    }
}
