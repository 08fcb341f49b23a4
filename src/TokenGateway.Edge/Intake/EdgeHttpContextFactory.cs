using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// Strips credentials from the request target before any other code sees it: the host logs the whole target, including the
/// query, before the first middleware runs.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class EdgeHttpContextFactory(
    IHttpContextFactory inner, GatewayState state, EdgeScope scope, TimeProvider time, IServiceProvider services) : IHttpContextFactory
{
    private readonly IServiceScopeFactory _scopes = services.GetRequiredService<IServiceScopeFactory>();
    private readonly FormOptions _form = services.GetRequiredService<IOptions<FormOptions>>().Value;
    private readonly IHttpContextAccessor? _accessor = services.GetService<IHttpContextAccessor>();

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        var connection = featureCollection.Get<EdgeConnection>();
        if (connection is null)
        {
            if (scope.OnlyMarkedConnections)
                return CreateOther(featureCollection);
            connection = EdgeConnection.OfLibrary(featureCollection);
        }

        var exchange = connection.Rent();
        var request = exchange.Request;
        request.Begin(state.Current, time.GetTimestamp());
        CleanTarget(featureCollection, request);
        request.Covered = RequestLineMask.Apply(featureCollection.GetRequiredFeature<IHttpRequestFeature>(), request.Model.Dialect.Shape, request.Clean);
        featureCollection.Set(request);
        featureCollection.Set(exchange);
        return Initialize(exchange.Context, featureCollection);
    }

    public void Dispose(HttpContext httpContext)
    {
        if (httpContext.Features.Get<EdgeExchange>() is not { } exchange)
        {
            inner.Dispose(httpContext);
            return;
        }

        if (_accessor is not null)
            _accessor.HttpContext = null;
        exchange.Context.Uninitialize();
        exchange.Request.Reset();
        exchange.Request.Connection.Return(exchange);
    }

    // Not edge traffic, but clients confuse the ports.
    private HttpContext CreateOther(IFeatureCollection features)
    {
        if (RequestLineMask.Apply(features.GetRequiredFeature<IHttpRequestFeature>(), state.Current.Dialect.Shape, clean: null) is { } covered)
            features.Set(covered);
        return inner.Create(features);
    }

    private DefaultHttpContext Initialize(DefaultHttpContext context, IFeatureCollection features)
    {
        context.Initialize(features);
        context.FormOptions = _form;
        context.ServiceScopeFactory = _scopes;
        if (_accessor is not null)
            _accessor.HttpContext = context;
        return context;
    }

    private static void CleanTarget(IFeatureCollection features, EdgeRequest request)
    {
        var feature = features.GetRequiredFeature<IHttpRequestFeature>();
        if (string.IsNullOrEmpty(feature.RawTarget))
            feature.RawTarget = Rebuild(feature);

        // CONNECT has no query (null, not empty), and an exception here would be outside any request.
        var query = feature.QueryString ?? "";
        if (query.Length < 2 || !Protection.QueryStripped.IsEnabled() || !QueryScan.TryStrip(query, request.Model.Places, request.Model.Dialect.Shape, out var strip))
            return;

        request.Query = strip;
        feature.QueryString = strip.Stripped;
        var raw = feature.RawTarget;
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        feature.RawTarget = mark < 0 ? raw : string.Concat(raw.AsSpan(0, mark), strip.Stripped);
    }

    // A server without a connection (a test host) has no raw target, only the decoded path: a "%" in it was encoded.
    private static string Rebuild(IHttpRequestFeature feature) =>
        new PathString((feature.PathBase + feature.Path).Replace("%", "%25", StringComparison.Ordinal)).ToUriComponent() + feature.QueryString;
}
