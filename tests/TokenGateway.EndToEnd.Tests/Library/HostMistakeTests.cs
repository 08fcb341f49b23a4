using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration.Errors;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>Mistakes in a host's setup: it does not start, or forwards nothing, and the message says what to do.</summary>
public sealed class HostMistakeTests
{
    [Fact]
    public async Task Without_UseTokenGateway_the_host_does_not_start()
    {
        await using var app = OwnHost.Create(OwnHost.Configuration("http://127.0.0.1:9/"), app => app.MapReverseProxy());

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => app.StartAsync());

        failure.Message.ShouldContain("app.UseTokenGateway()");
    }

    [Fact]
    public async Task With_it_the_host_starts()
    {
        await using var app = OwnHost.Create(OwnHost.Configuration("http://127.0.0.1:9/"), app => app.UseTokenGateway());

        await app.StartAsync();

        (await app.StatusAsync("/api/1")).ShouldBe(404);
    }

    [Fact]
    public void Without_LoadFromConfig_the_message_names_it()
    {
        var services = new ServiceCollection();

        var failure = Should.Throw<InvalidOperationException>(() => services.AddReverseProxy().AddTokenGateway(new ConfigurationBuilder().Build()));

        failure.Message.ShouldContain("LoadFromConfig");
    }

    [Fact]
    public void A_route_without_a_rule_ends_the_start()
    {
        var configuration = OwnHost.Configuration("http://127.0.0.1:9/");
        configuration.Remove("ReverseProxy:Routes:api:TokenGateway:Policy");

        var failure = Should.Throw<ConfigurationInvalidException>(() => OwnHost.Create(configuration, app => app.UseTokenGateway()));

        failure.Message.ShouldContain("ReverseProxy:Routes:api");
    }

    [Fact]
    public void Two_routes_that_match_alike_end_the_start()
    {
        var configuration = OwnHost.Configuration("http://127.0.0.1:9/");
        configuration["ReverseProxy:Routes:open:ClusterId"] = "api";
        configuration["ReverseProxy:Routes:open:Match:Path"] = "/API/{**all}";
        configuration["ReverseProxy:Routes:open:TokenGateway:Anonymous"] = "true";

        var failure = Should.Throw<ConfigurationInvalidException>(() => OwnHost.Create(configuration, app => app.UseTokenGateway()));

        failure.Message.ShouldContain("ReverseProxy:Routes:open:Match: a request can match this route and \"api\" alike");
    }

    [Fact]
    public async Task Ahead_of_routing_it_lets_nothing_out()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var app = OwnHost.Create(OwnHost.Configuration(upstream.Address), app =>
        {
            app.UseTokenGateway();
            app.UseRouting();
            app.MapReverseProxy();
        });
        await app.StartAsync();

        (await app.StatusAsync("/api/1", SampleTokens.Alice)).ShouldBe(502);

        upstream.Accepted.ShouldBe(0);
    }
}
