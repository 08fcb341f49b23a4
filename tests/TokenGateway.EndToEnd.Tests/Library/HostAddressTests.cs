using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>A host that sets the address of each request: many clients share the one connection of a balancer.</summary>
public sealed class HostAddressTests
{
    private const string FromBalancer = "X-Balancer-Client";

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

    private static Task<SampleHost> StartAsync() => SampleHost.StartAsync(onKestrel: true, builder =>
    {
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
            (options.ForwardedHeaders, options.ForwardedForHeaderName) = (ForwardedHeaders.XForwardedFor, FromBalancer));
        builder.Services.AddSingleton<IStartupFilter, BalancerFilter>();
    });

    private static async Task<int> SendAsync(SampleHost host, string address, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders/1");
        request.Headers.Add("X-API-Key", token ?? SampleTokens.Alice);
        request.Headers.Add(FromBalancer, address);
        using var response = await host.Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private sealed class BalancerFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => next(app.UseForwardedHeaders());
    }
}
