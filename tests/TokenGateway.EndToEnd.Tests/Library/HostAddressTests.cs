using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>A host that sets the address per request: many clients share one connection of a load balancer.</summary>
public sealed class HostAddressTests
{
    private const string FromBalancer = "X-Balancer-Client";
    private const string FromHost = "X-Host-Client";

    [Fact]
    public async Task Each_request_of_a_connection_has_the_address_that_the_host_gave_it()
    {
        await using var host = await StartAsync();

        foreach (var address in new[] { "192.0.2.1", "192.0.2.2", "2001:db8::7", "192.0.2.1" })
        {
            (await SendAsync(host, address)).ShouldBe(200);
            host.Upstream.Last.Header("X-Forwarded-For").ShouldBe(address);
            await Eventually.BecomesTrueAsync(() => Task.FromResult(host.Log.Lines.Any(line => line.Contains("AccessLog", StringComparison.Ordinal) && line.Contains(address, StringComparison.Ordinal))), "the access log has it");
        }
    }

    [Fact]
    public async Task Guessing_of_one_client_refuses_no_other_of_the_same_connection()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 25; i++)
            (await SendAsync(host, "192.0.2.1", "never-issued")).ShouldBeOneOf(401, 429);

        (await SendAsync(host, "192.0.2.1", "never-issued")).ShouldBe(429);
        (await SendAsync(host, "192.0.2.2", "never-issued")).ShouldBe(401);
    }

    [Fact]
    public async Task Trusted_proxies_of_the_gateway_are_believed_and_what_the_host_says_after_that_counts()
    {
        await using var host = await StartAsync("--TokenGateway:TrustedProxies:0=127.0.0.1");

        (await SendAsync(host, null, null, ("X-Forwarded-For", "6.6.6.6, 192.0.2.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.test"))).ShouldBe(200);
        Told(host).ShouldBe(("192.0.2.7, 127.0.0.1", "https", host.Client.BaseAddress!.Authority));
        (await SendAsync(host, null, null, ("X-Forwarded-For", "192.0.2.7"), (FromHost, "192.0.2.9"))).ShouldBe(200);
        Told(host).ShouldBe(("192.0.2.9", "http", host.Client.BaseAddress!.Authority));
    }

    [Fact]
    public async Task Without_them_the_fields_of_a_client_say_nothing()
    {
        await using var host = await StartAsync();

        (await SendAsync(host, null, null, ("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.test"))).ShouldBe(200);

        Told(host).ShouldBe(("127.0.0.1", "http", host.Client.BaseAddress!.Authority));
    }

    private static (string?, string?, string?) Told(SampleHost host) =>
        (host.Upstream.Last.Header("X-Forwarded-For"), host.Upstream.Last.Header("X-Forwarded-Proto"), host.Upstream.Last.Header("X-Forwarded-Host"));

    private static Task<SampleHost> StartAsync(params string[] arguments) => SampleHost.StartAsync(onKestrel: true, builder =>
    {
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
            (options.ForwardedHeaders, options.ForwardedForHeaderName) = (ForwardedHeaders.XForwardedFor, FromBalancer));
        builder.Services.AddSingleton<IStartupFilter, BalancerFilter>();
    }, arguments);

    private static async Task<int> SendAsync(SampleHost host, string? address, string? token = null, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders/1");
        request.Headers.Add("X-API-Key", token ?? SampleTokens.Alice);
        if (address is not null)
            request.Headers.Add(FromBalancer, address);
        foreach (var (name, value) in fields)
            request.Headers.Add(name, value);
        using var response = await host.Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private sealed class BalancerFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => next(app.UseForwardedHeaders().Use((HttpContext context, RequestDelegate following) =>
        {
            if (context.Request.Headers[FromHost] is [{ } address])
                context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            return following(context);
        }));
    }
}
