using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Compilation;
using TokenGateway.Testing;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>A host's ReverseProxy section is validated as strictly as the gateway's own file, except for keys that the host declares as its own.</summary>
public sealed class HostKeyTests
{
    [Theory]
    [InlineData("ReverseProxy:Routes:api:Match:Method:0", "GET", "ReverseProxy:Routes:api:Match:Method: unknown key. Did you mean \"Methods\"?")]
    [InlineData("ReverseProxy:Routes:api:Tenant", "a", "ReverseProxy:Routes:api:Tenant: unknown key")]
    [InlineData("ReverseProxy:Clusters:api:Region", "a", "ReverseProxy:Clusters:api:Region: unknown key")]
    [InlineData("ReverseProxy:Clusters:api:Destinations:a:Weight", "1", "ReverseProxy:Clusters:api:Destinations:a:Weight: unknown key")]
    [InlineData("ReverseProxy:Routes:api:Transforms:0:Stamp", "yes", "ReverseProxy:Routes:api:Transforms:0:Stamp: unknown transform")]
    public void An_unknown_key_ends_the_start(string key, string value, string error)
    {
        var configuration = OwnHost.Configuration("http://127.0.0.1:9/");
        configuration[key] = value;

        var failure = Should.Throw<ConfigurationInvalidException>(() => OwnHost.Create(configuration, app => app.UseTokenGateway()));

        failure.Message.ShouldContain(error);
    }

    [Fact]
    public async Task Keys_that_the_host_named_are_its_own()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = OwnHost.Configuration(upstream.Address);
        configuration["ReverseProxy:Routes:api:Tenant:Name"] = "a";
        configuration["ReverseProxy:Clusters:api:Region"] = "a";
        configuration["ReverseProxy:Clusters:api:Destinations:a:Weight"] = "1";
        await using var app = CreateHost(configuration, keys => keys.AllowRouteKey("Tenant").AllowClusterKey("Region").AllowDestinationKey("Weight"));
        await app.StartAsync();

        (await app.StatusAsync("/api/", SampleTokens.Alice)).ShouldBe(200);
    }

    [Fact]
    public void A_key_that_the_host_named_for_routes_is_unknown_elsewhere()
    {
        var configuration = OwnHost.Configuration("http://127.0.0.1:9/");
        configuration["ReverseProxy:Routes:api:Match:Tenant"] = "a";

        var failure = Should.Throw<ConfigurationInvalidException>(() => CreateHost(configuration, keys => keys.AllowRouteKey("Tenant")));

        failure.Message.ShouldContain("ReverseProxy:Routes:api:Match:Tenant: unknown key");
    }

    [Fact]
    public async Task A_transform_that_the_host_registered_is_known()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = OwnHost.Configuration(upstream.Address);
        configuration["ReverseProxy:Routes:api:Transforms:0:Stamp"] = "yes";
        await using var app = OwnHost.Create(configuration, UseGateway, proxy => proxy.AddTransformFactory<StampTransforms>());
        await app.StartAsync();

        (await app.StatusAsync("/api/", SampleTokens.Alice)).ShouldBe(200);

        upstream.Last.Header("X-Stamp").ShouldBe("yes");
    }

    [Fact]
    public void A_transform_that_no_factory_of_the_host_knows_ends_the_start()
    {
        var configuration = OwnHost.Configuration("http://127.0.0.1:9/");
        configuration["ReverseProxy:Routes:api:Transforms:0:Stmp"] = "yes";

        var failure = Should.Throw<ConfigurationInvalidException>(
            () => OwnHost.Create(configuration, UseGateway, proxy => proxy.AddTransformFactory<StampTransforms>()));

        failure.Message.ShouldContain("ReverseProxy:Routes:api:Transforms:0: Unknown transform: Stmp");
    }

    private static WebApplication CreateHost(Dictionary<string, string?> configuration, Action<HostKeyOptions> allow)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.WebHost.UseTestServer();
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddTokenGateway(builder.Configuration, allow);
        var app = builder.Build();
        UseGateway(app);
        return app;
    }

    private static void UseGateway(WebApplication app)
    {
        app.UseTokenGateway();
        app.MapReverseProxy();
    }

    private sealed class StampTransforms : ITransformFactory
    {
        public bool Validate(TransformRouteValidationContext context, IReadOnlyDictionary<string, string> transformValues) => transformValues.ContainsKey("Stamp");

        public bool Build(TransformBuilderContext context, IReadOnlyDictionary<string, string> transformValues)
        {
            if (!transformValues.TryGetValue("Stamp", out var value))
                return false;
            context.AddRequestHeader("X-Stamp", value);
            return true;
        }
    }
}
