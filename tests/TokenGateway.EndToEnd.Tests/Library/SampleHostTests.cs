using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Testing;
using YarpHost;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>The edge inside an existing YARP host.</summary>
public sealed class SampleHostTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Routes_are_decided_and_identity_arrives(bool onKestrel)
    {
        await using var host = await SampleHost.StartAsync(onKestrel);

        (await host.StatusAsync("/orders/1")).ShouldBe(401);
        (await host.StatusAsync("/orders/1", SampleTokens.Alice[..^1] + "x")).ShouldBe(401);
        (await host.StatusAsync("/orders/1", SampleTokens.Bob, HttpMethod.Delete)).ShouldBe(403);
        (await host.StatusAsync("/orders/1", SampleTokens.Bob, HttpMethod.Patch)).ShouldBe(405);
        host.Upstream.Accepted.ShouldBe(0);
        (await host.StatusAsync("/orders/a%20b?x=%20&x=1&X=", SampleTokens.Alice, HttpMethod.Delete)).ShouldBe(200);

        host.Upstream.Last.Target.ShouldBe("/orders/a%20b?x=%20&x=1&X=");
        host.Upstream.Last.Header("X-Auth-User").ShouldBe("alice");
        host.Upstream.Last.Header("X-Auth-Role").ShouldBe("Engineers");
        host.Upstream.Last.Header("X-API-Key").ShouldBeNull();
        (await host.StatusAsync("/status")).ShouldBe(200);
        host.Upstream.Last.Header("X-Auth-User").ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_hosts_own_policy_decides_on_the_tokens_claims(bool onKestrel)
    {
        await using var host = await SampleHost.StartAsync(onKestrel);

        using var missing = await host.SendAsync(HttpMethod.Get, "/reports/sales");
        using var denied = await host.SendAsync(HttpMethod.Get, "/reports/sales", SampleTokens.Bob);
        host.Upstream.Accepted.ShouldBe(0);
        using var allowed = await host.SendAsync(HttpMethod.Get, "/reports/sales", SampleTokens.Alice);

        ((int)missing.StatusCode).ShouldBe(401);
        missing.Headers.WwwAuthenticate.ToString().ShouldContain("Bearer");
        ((int)denied.StatusCode).ShouldBe(403);
        (await denied.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"insufficient_permission\"");
        ((int)allowed.StatusCode).ShouldBe(200);
        host.Upstream.Last.Header("X-Auth-User").ShouldBe("alice");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_hosts_own_endpoint_is_its_own(bool onKestrel)
    {
        await using var host = await SampleHost.StartAsync(onKestrel);

        (await host.StatusAsync("/hello")).ShouldBe(200);
        (await host.StatusAsync("/hello", "whatever")).ShouldBe(200);
        (await host.StatusAsync("/nothing-here")).ShouldBe(404);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_host_and_its_logs_see_no_token_of_the_query(bool onKestrel)
    {
        var eyes = new RequestRecorder();
        await using var host = await SampleHost.StartAsync(onKestrel, builder => builder.Services.AddSingleton<IStartupFilter>(eyes));

        (await host.StatusAsync($"/orders/1?a=1&api_token={SampleTokens.Alice}&b=2")).ShouldBe(200);
        (await host.StatusAsync($"/hello?api_token={SampleTokens.Bob}&c=3")).ShouldBe(200);

        eyes.Target.ShouldBe("/hello?c=3");
        host.Upstream.Last.Target.ShouldBe("/orders/1?a=1&b=2");
        host.Log.Lines.ShouldContain(line => line.Contains("GET /orders/1?a=1&b=2 200", StringComparison.Ordinal));
        host.Log.Lines.ShouldNotContain(line => line.Contains(SampleTokens.Alice, StringComparison.Ordinal) || line.Contains(SampleTokens.Bob, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_host_never_sees_identity_headers_from_outside(bool onKestrel)
    {
        var eyes = new RequestRecorder();
        await using var host = await SampleHost.StartAsync(onKestrel, builder => builder.Services.AddSingleton<IStartupFilter>(eyes));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        foreach (var alias in new[] { "X-Auth-User", "x_auth_user", "X-Auth.Role", "X-Forwarded-For", "X-Original-URL" })
            request.Headers.TryAddWithoutValidation(alias, "mallory");

        using var response = await host.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(200);
        eyes.Target.ShouldBe("/status");
        eyes.Headers.Values.ShouldNotContain("mallory");
        host.Upstream.Last.Headers.Values.ShouldNotContain("mallory");
    }

    [Fact]
    public async Task It_runs_under_WebApplicationFactory()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var factory = new WebApplicationFactory<RequestLog>().WithWebHostBuilder(web =>
            web.UseSetting("ReverseProxy:Clusters:legacy:Destinations:a:Address", upstream.Address));
        using var client = factory.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", SampleTokens.Alice);

        (await client.GetStringAsync("/hello")).ShouldStartWith("Hello");
        ((int)(await client.GetAsync("/orders/1")).StatusCode).ShouldBe(200);

        upstream.Last.Header("X-Auth-User").ShouldBe("alice");
    }

    [Fact]
    public async Task A_change_of_the_hosts_configuration_is_taken_and_a_bad_one_is_not()
    {
        await using var host = await SampleHost.StartAsync(onKestrel: true, builder => builder.Configuration.AddInMemoryCollection(
            [new("TokenGateway:Policies:readers:Access:0:AllPermissions:0", "reports:read")]));
        (await host.StatusAsync("/whoami", SampleTokens.Bob)).ShouldBe(200);

        Change(host.App, "ReverseProxy:Routes:whoami:TokenGateway:Policy", "no-such-policy");
        (await host.StatusAsync("/whoami", SampleTokens.Bob)).ShouldBe(200);
        Change(host.App, "ReverseProxy:Routes:whoami:TokenGateway:Policy", "readers");

        await Eventually.BecomesTrueAsync(async () => await host.StatusAsync("/whoami", SampleTokens.Bob) == 403, "the new policy is in force");
        (await host.StatusAsync("/whoami", SampleTokens.Alice)).ShouldBe(200);
    }

    private static void Change(WebApplication app, string key, string? value)
    {
        var root = (IConfigurationRoot)app.Configuration;
        root.Providers.Last().Set(key, value);
        root.Reload();
    }
}
