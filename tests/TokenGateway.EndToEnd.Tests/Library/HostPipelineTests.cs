using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Edge.Forwarding;
using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>The library does not interfere with the host's own pipeline.</summary>
public sealed class HostPipelineTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;

    public async Task InitializeAsync() => _upstream = await TestUpstream.StartAsync();

    public async Task DisposeAsync() => await _upstream.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_middleware_of_the_host_knows_the_endpoint_whoever_called_UseRouting(bool callsUseRouting)
    {
        string? seen = null;
        await using var app = OwnHost.Create(OwnHost.Configuration(_upstream.Address), app =>
        {
            if (callsUseRouting)
                app.UseRouting();
            app.Use((HttpContext context, RequestDelegate next) =>
            {
                seen = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                return next(context);
            });
            app.UseTokenGateway();
            app.MapGet("/own/{id}", (string id) => id);
            app.MapReverseProxy();
        });
        await app.StartAsync();

        (await app.StatusAsync("/own/1")).ShouldBe(200);
        seen.ShouldBe("/own/{id}");
        (await app.StatusAsync("/api/1")).ShouldBe(401);
        (await app.StatusAsync("/api/1", SampleTokens.Alice)).ShouldBe(200);
        seen.ShouldBe("/api/{**rest}");
    }

    [Fact]
    public async Task Endpoints_of_the_host_keep_the_authorization_that_it_left_to_WebApplication()
    {
        await using var app = OwnHost.Create(
            OwnHost.Configuration(_upstream.Address),
            app =>
            {
                app.UseTokenGateway();
                app.MapGet("/own", () => "ok").RequireAuthorization();
                app.MapGet("/free", () => "ok").RequireAuthorization("anyone");
                app.MapReverseProxy();
            },
            proxy =>
            {
                proxy.Services.AddAuthentication("cookie").AddCookie("cookie", cookie =>
                    cookie.Events.OnRedirectToLogin = context =>
                    {
                        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                        return Task.CompletedTask;
                    });
                proxy.Services.AddAuthorizationBuilder().AddPolicy("anyone", policy => policy.RequireAssertion(_ => true));
            });
        await app.StartAsync();

        (await app.StatusAsync("/own")).ShouldBe(401);
        (await app.StatusAsync("/free")).ShouldBe(200);
        (await app.StatusAsync("/api/1", SampleTokens.Alice)).ShouldBe(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Endpoint_defaults_of_the_host_stay_in_force(bool before)
    {
        var connections = 0;
        void Configure(KestrelServerOptions kestrel) => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => (ConnectionContext connection) =>
        {
            Interlocked.Increment(ref connections);
            return next(connection);
        }));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(OwnHost.Configuration(_upstream.Address));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (before)
            builder.WebHost.ConfigureKestrel(Configure);
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddTokenGateway(builder.Configuration);
        if (!before)
            builder.WebHost.ConfigureKestrel(Configure);
        await using var app = builder.Build();
        app.UseTokenGateway();
        app.MapReverseProxy();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-API-Key", SampleTokens.Alice);

        (await client.GetStringAsync("/api/1")).ShouldBe("ok");
        (await client.GetStringAsync("/api/2")).ShouldBe("ok");

        connections.ShouldBe(1);
        _upstream.Last.Header("X-Auth-User").ShouldBe("alice");
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 502)]
    public async Task Answers_that_are_not_ASCII_pass_where_the_host_lets_them(bool lets, int status)
    {
        await using var upstream = RawUpstream.Sends("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-City: caf\u00e9\r\n\r\nok");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(OwnHost.Configuration(upstream.Address));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (lets)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1);
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddTokenGateway(builder.Configuration);
        await using var app = builder.Build();
        app.UseTokenGateway();
        app.MapReverseProxy();
        await app.StartAsync();
        using var connection = await RawConnection.OpenAsync(new Uri(app.Urls.First()));

        await connection.SendAsync($"GET /api/1 HTTP/1.1\r\nHost: a\r\nX-API-Key: {SampleTokens.Alice}\r\n\r\n");
        var answer = await connection.ReadAsync();

        answer.Status.ShouldBe(status);
        answer.Head.Contains("\r\nX-City: caf\u00e9\r\n", StringComparison.Ordinal).ShouldBe(lets);
    }

    [Fact]
    public async Task Transforms_of_the_host_neither_set_nor_remove_identity_nor_bring_the_token_back()
    {
        await using var app = OwnHost.Create(
            OwnHost.Configuration(_upstream.Address),
            app =>
            {
                app.UseTokenGateway();
                app.MapReverseProxy();
            },
            proxy => proxy.AddTransforms(transforms => transforms.AddRequestTransform(transform =>
            {
                var headers = transform.ProxyRequest.Headers;
                headers.Remove("X-Auth-User");
                headers.TryAddWithoutValidation("X-Auth-User", "mallory");
                headers.TryAddWithoutValidation("X_Auth_Role", "Administrators");
                headers.TryAddWithoutValidation("Authorization", "Bearer " + SampleTokens.Alice);
                headers.TryAddWithoutValidation("X-Copy", transform.HttpContext.Request.Headers["X-API-Key"].ToString());
                headers.TryAddWithoutValidation("X-Own", "yes");
                transform.ProxyRequest.RequestUri = new Uri(transform.DestinationPrefix + "elsewhere");
                return ValueTask.CompletedTask;
            })));
        await app.StartAsync();

        (await app.StatusAsync("/api/1?x=1", SampleTokens.Alice)).ShouldBe(200);

        _upstream.Last.Target.ShouldBe("/api/1?x=1");
        _upstream.Last.Header("X-Auth-User").ShouldBe("alice");
        _upstream.Last.Header("X_Auth_Role").ShouldBeNull();
        _upstream.Last.Header("X-Own").ShouldBe("yes");
        _upstream.Last.Headers.Values.ShouldNotContain(value => value.Contains(SampleTokens.Alice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_host_with_transforms_of_its_own_pays_for_them()
    {
        await using var plain = OwnHost.Create(OwnHost.Configuration(_upstream.Address), app => app.UseTokenGateway());
        await using var own = OwnHost.Create(
            OwnHost.Configuration(_upstream.Address), app => app.UseTokenGateway(), proxy => proxy.AddTransforms(_ => { }));

        TransformerOf(plain).ShouldBeOfType<LeanTransformer>();
        TransformerOf(own).ShouldBeOfType<ComposedTransformer>();
    }

    [Theory]
    [InlineData("/api/a%2Fb", 400)]
    [InlineData("/api/a%252Fb", 400)]
    [InlineData("/api/%2e%2e/x", 400)]
    [InlineData("/api/a%20b", 200)]
    public async Task A_server_without_a_raw_target_is_no_way_around_the_rules(string target, int status)
    {
        await using var app = OwnHost.Create(OwnHost.Configuration(_upstream.Address), app =>
        {
            app.UseTokenGateway();
            app.MapReverseProxy();
        });
        await app.StartAsync();
        var path = Uri.UnescapeDataString(target.Replace("%2F", "%252F", StringComparison.Ordinal));

        var context = await app.GetTestServer().SendAsync(context =>
        {
            context.Request.Method = "GET";
            context.Request.Scheme = "http";
            context.Request.Host = new HostString("gateway.example");
            context.Request.Path = path;
            context.Request.Headers["X-API-Key"] = SampleTokens.Alice;
        });

        context.Response.StatusCode.ShouldBe(status);
        _upstream.Seen.Select(one => one.Target).ShouldBe(status == 200 ? [target] : []);
    }

    private static HttpTransformer TransformerOf(WebApplication app)
    {
        var proxy = app.Services.GetRequiredService<IProxyConfigProvider>().GetConfig();
        return app.Services.GetRequiredService<ITransformBuilder>().Build(proxy.Routes[0], proxy.Clusters[0]);
    }
}
