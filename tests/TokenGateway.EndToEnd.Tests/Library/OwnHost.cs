using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>Hosts that use the library in custom ways.</summary>
internal static class OwnHost
{
    public static Dictionary<string, string?> Configuration(string upstream) => new(StringComparer.Ordinal)
    {
        ["ReverseProxy:Clusters:api:Destinations:a:Address"] = upstream,
        ["ReverseProxy:Routes:api:ClusterId"] = "api",
        ["ReverseProxy:Routes:api:Match:Path"] = "/api/{**rest}",
        ["ReverseProxy:Routes:api:TokenGateway:Policy"] = "Default",
        ["TokenGateway:Credentials:0"] = "Authorization: Bearer",
        ["TokenGateway:Credentials:1"] = "X-API-Key",
        ["TokenGateway:Store:Provider"] = "None",
        ["TokenGateway:Users:alice:Roles:0"] = "Engineers",
        ["TokenGateway:StaticTokens:0:Name"] = "sample",
        ["TokenGateway:StaticTokens:0:User"] = "alice",
        ["TokenGateway:StaticTokens:0:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(SampleTokens.Alice))),
    };

    /// <summary>A typical host, on the test server.</summary>
    public static WebApplication Create(
        Dictionary<string, string?> configuration, Action<WebApplication> pipeline, Action<IReverseProxyBuilder>? proxy = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.WebHost.UseTestServer();
        var edge = builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddTokenGateway(builder.Configuration);
        proxy?.Invoke(edge);
        var app = builder.Build();
        pipeline(app);
        return app;
    }

    public static async Task<int> StatusAsync(this WebApplication app, string target, string? token = null)
    {
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
