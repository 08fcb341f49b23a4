using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Configuration.Ambiguity;

namespace TokenGateway.Edge.Tests.Decisions;

/// <summary>The edge as the gateway runs it, from intake to the forwarder, which is not there: without sockets and upstreams.</summary>
internal sealed class LiveEdge : IAsyncDisposable
{
    private const string SecretEnd = "-0123456789abcdefghijklmnop";

    private readonly WebApplication _app;
    private readonly RequestDelegate _edge;
    private readonly ReloadableText _text;

    public LiveEdge(string json)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        _text = new ReloadableText(json);
        ((IConfigurationBuilder)builder.Configuration).Add(_text);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .AddGateway(builder.Configuration, new EdgeScope(OnlyMarkedConnections: true), file: null);
        _app = builder.Build();
        _app.Services.GetRequiredService<GatewayConfigProvider>().GetConfig();
        var edge = new ApplicationBuilder(_app.Services);
        foreach (var filter in _app.Services.GetServices<IStartupFilter>().Where(filter => filter is IntakeStartupFilter))
            filter.Configure(_ => { })(edge);
        edge.UseRouting().UseTokenGateway().Use((RequestDelegate _) => _ => Task.CompletedTask);
        edge.UseEndpoints(routes => routes.MapReverseProxy());
        _edge = edge.Build();
    }

    public GatewayModel Model => _app.Services.GetRequiredService<GatewayState>().Current;

    public IServiceProvider Services => _app.Services;

    /// <summary>The value of a declared token.</summary>
    public static string TokenOf(string name) => name + SecretEnd;

    public static string DigestOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(TokenOf(name))));

    public TokenSnapshot? SnapshotOf(string? name) =>
        name is not null && Model.Access.TryFindDeclared(TokenDigest.Of(TokenOf(name)), out var snapshot) ? snapshot : null;

    /// <returns>The error; null: the configuration is in force.</returns>
    public string? Reload(string json)
    {
        _text.Replace(json);
        return _app.Services.GetRequiredService<GatewayConfigProvider>().LastError;
    }

    /// <param name="request">The request, its path as a client writes it.</param>
    /// <param name="token">The name of the token that it carries; null: none.</param>
    /// <returns>Where it was decided and how.</returns>
    public async Task<(string? Route, string Outcome, int Status)> SendAsync(SampleRequest request, string? token)
    {
        var factory = _app.Services.GetRequiredService<IHttpContextFactory>();
        var context = factory.Create(FeaturesOf(request, token));
        try
        {
            await _edge(context);
            var edge = EdgeRequest.Of(context)!;
            return (edge.Route?.Id, edge.Refused?.ToString() ?? "Allowed", context.Response.StatusCode);
        }
        finally
        {
            factory.Dispose(context);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static FeatureCollection FeaturesOf(SampleRequest request, string? token)
    {
        IHeaderDictionary headers = new HeaderDictionary { ["Host"] = request.Host };
        foreach (var (name, value) in request.Headers)
            headers[name] = value;
        if (token is not null)
            headers.Authorization = $"Bearer {TokenOf(token)}";
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = "HTTP/1.1",
            Scheme = "http",
            Method = request.Method,
            RawTarget = request.Path + request.Query,
            Path = PathString.FromUriComponent(request.Path).Value!,
            QueryString = request.Query,
            Headers = headers,
        });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = IPAddress.Loopback });
        features.Set(new EdgeConnection());
        return features;
    }
}
