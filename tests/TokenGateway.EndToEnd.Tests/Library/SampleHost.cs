using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using TokenGateway.Testing;
using YarpHost;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>The sample host in front of a test upstream, on real Kestrel or on the in-memory test server.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SampleHost(TestUpstream upstream, WebApplication app, HostLog log)
    {
        (Upstream, _app, Log) = (upstream, app, log);
    }

    public TestUpstream Upstream { get; }

    public HostLog Log { get; }

    public HttpClient Client { get; private set; } = null!;

    public WebApplication App => _app;

    public static async Task<SampleHost> StartAsync(bool onKestrel, Action<WebApplicationBuilder>? configure = null, params string[] arguments)
    {
        var upstream = await TestUpstream.StartAsync();
        var log = new HostLog();
        var app = YarpHostApp.Create(["--urls", "http://127.0.0.1:0", $"--ReverseProxy:Clusters:legacy:Destinations:a:Address={upstream.Address}", .. arguments], builder =>
        {
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace).AddProvider(log);
            if (!onKestrel)
                builder.WebHost.UseTestServer();
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new SampleHost(upstream, app, log) { Client = onKestrel ? new HttpClient { BaseAddress = new Uri(app.Urls.First()) } : app.GetTestClient() };
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, string? token = null)
    {
        using var request = new HttpRequestMessage(method, target);
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        return await Client.SendAsync(request);
    }

    public async Task<int> StatusAsync(string target, string? token = null, HttpMethod? method = null)
    {
        using var response = await SendAsync(method ?? HttpMethod.Get, target, token);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
