using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace TokenGateway.Testing;

/// <summary>A real upstream on its own port: records requests, counts connections, and responds as configured.</summary>
public sealed class TestUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private int _accepted;

    private TestUpstream(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;

            // Larger than the gateway's limits, so that nothing it forwards is refused here.
            kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = protocols;
                endpoint.Use(next => connection =>
                {
                    Interlocked.Increment(ref _accepted);
                    return next(connection);
                });
            });
        });
        builder.Services.AddRouting();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(HandleAsync);
    }

    /// <summary>Handles requests; replace it to simulate another upstream. Default: 200 "ok".</summary>
    public RequestDelegate Handler { get; set; } = context => context.Response.WriteAsync("ok");

    /// <summary>The address, with a trailing slash.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The number of connections accepted so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The requests received so far, oldest first.</summary>
    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    /// <summary>The newest request.</summary>
    public SeenRequest Last => _seen.Last();

    public static async Task<TestUpstream> StartAsync(HttpProtocols protocols = HttpProtocols.Http1)
    {
        var upstream = new TestUpstream(protocols);
        await upstream._app.StartAsync();
        upstream.Address = upstream._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
        return upstream;
    }

    public void Forget() => _seen.Clear();

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        now.Cancel();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private Task HandleAsync(HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _seen.Enqueue(new SeenRequest(context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, headers));
        return Handler(context);
    }
}
