using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>In a custom host, too, routing reads requests as an upstream does.</summary>
public sealed class HostRoutingTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        var configuration = OwnHost.Configuration(_upstream.Address);
        Add(configuration, "guarded", "/api/private/{**rest}", "Access:0:AnyRole:0", "Administrators");
        Add(configuration, "loose", "/loose/{**rest}", "Policy", "Default");
        Add(configuration, "loose-guarded", "/loose/private/{**rest}", "Access:0:AnyRole:0", "Administrators");
        Add(configuration, "realm", "/of/{a}/{realm}/{**rest}", "Policy", "Default");
        Add(configuration, "twin", "/api/{**rest}", "Access:0:AnyRole:0", "Administrators");
        configuration["ReverseProxy:Routes:twin:Match:Methods:0"] = "GET";
        configuration["ReverseProxy:Routes:twin:Match:Hosts:0"] = "admin.test";
        configuration["ReverseProxy:Routes:realm:TokenGateway:Realm"] = "{realm}";
        configuration["ReverseProxy:Routes:realm:TokenGateway:AllowEncodedSlash"] = "true";
        configuration["ReverseProxy:Routes:loose:TokenGateway:AllowEncodedSlash"] = "true";
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddTokenGateway(builder.Configuration);
        _app = builder.Build();
        _app.UseTokenGateway();
        _app.MapGet("/own", () => "own");
        _app.MapReverseProxy();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/api/1", "other.test", null, 200)]
    [InlineData("GET", "/api/1", "admin.test", null, 403)]
    [InlineData("HEAD", "/api/1", "admin.test", null, 403)]
    [InlineData("GET", "/api/1", "admin.test.", null, 400)]
    [InlineData("GET", "/loose/a%2Fb", "other.test", null, 200)]
    [InlineData("GET", "/loose/private%2Fb", "other.test", null, 400)]
    [InlineData("GET", "/of/x/default/y", "other.test", null, 200)]
    [InlineData("GET", "/of/x%2Fsecret/default/y", "other.test", null, 400)]
    [InlineData("MOVE", "/api/1", "other.test", "Destination: /api/2", 200)]
    [InlineData("MOVE", "/api/1", "other.test", "Destination: /api/private/2", 403)]
    [InlineData("PUT", "/api/1", "other.test", "x-amz-copy-source: /api/private/2", 400)]
    [InlineData("GET", "/api/1::$DATA", "other.test", null, 400)]
    public async Task Routing_reads_as_the_upstream_does(string method, string target, string host, string? header, int status)
    {
        var request = $"{method} {target} HTTP/1.1\r\nHost: {host}\r\nX-API-Key: {SampleTokens.Alice}\r\nConnection: close\r\n{(header is null ? "" : header + "\r\n")}"
            + (method is "PUT" or "MOVE" ? "Content-Length: 1\r\n\r\nx" : "\r\n");

        var answer = RawAnswer.Parse(await Raw.SendAsync(new Uri(_app.Urls.First()), request));

        answer.Status.ShouldBe(status);
        _upstream.Seen.Count.ShouldBe(status == 200 ? 1 : 0);
    }

    private static void Add(Dictionary<string, string?> configuration, string route, string path, string rule, string value)
    {
        configuration[$"ReverseProxy:Routes:{route}:ClusterId"] = "api";
        configuration[$"ReverseProxy:Routes:{route}:Match:Path"] = path;
        configuration[$"ReverseProxy:Routes:{route}:TokenGateway:{rule}"] = value;
    }
}
