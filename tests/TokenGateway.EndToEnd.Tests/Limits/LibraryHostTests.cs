using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.EndToEnd.Tests.Library;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Limits;

/// <summary>The HTTP client for upstreams in a custom host.</summary>
public sealed class LibraryHostTests
{
    [Fact]
    public async Task A_library_host_gives_up_an_upstream_that_does_not_accept_as_soon()
    {
        using var deaf = new DeafListener();
        await using var app = OwnHost.Create(OwnHost.Configuration(deaf.Address), UseGateway);
        await app.StartAsync();

        (await app.StatusAsync("/api/", SampleTokens.Alice).WaitAsync(TimeSpan.FromSeconds(14))).ShouldBe(504);
    }

    [Fact]
    public async Task A_host_that_makes_the_client_itself_has_it_in_its_own_hands()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var (before, after) = (0, 0);
        await using var first = OwnHost.Create(OwnHost.Configuration(upstream.Address), UseGateway, proxy => proxy.ConfigureHttpClient((_, _) => after++));
        await first.StartAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(OwnHost.Configuration(upstream.Address));
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .ConfigureHttpClient((_, _) => before++).AddTokenGateway(builder.Configuration);
        await using var second = builder.Build();
        UseGateway(second);
        second.Urls.Add("http://127.0.0.1:0");
        await second.StartAsync();

        (await first.StatusAsync("/api/", SampleTokens.Alice)).ShouldBe(200);
        after.ShouldBe(1);
        before.ShouldBe(1);
    }

    private static void UseGateway(WebApplication app)
    {
        app.UseTokenGateway();
        app.MapReverseProxy();
    }
}
