using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenGateway.Configuration.Errors;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>The host's own rate limiter next to ours.</summary>
public sealed class HostRateLimitTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;

    public async Task InitializeAsync() => _upstream = await TestUpstream.StartAsync();

    public async Task DisposeAsync() => await _upstream.DisposeAsync();

    [Fact]
    public async Task A_policy_of_the_host_limits_a_route_and_knows_the_bearer()
    {
        var users = new List<string?>();
        await using var app = Create(configuration => configuration["ReverseProxy:Routes:api:RateLimiterPolicy"] = "own", limiter =>
            limiter.AddPolicy("own", context =>
            {
                users.Add(context.User.Identity?.Name);
                return RateLimitPartition.GetFixedWindowLimiter("all", _ => new FixedWindowRateLimiterOptions { PermitLimit = 2, Window = TimeSpan.FromHours(1) });
            }));
        await app.StartAsync();

        (await StatusesAsync(app, 4)).ShouldBe([200, 200, 418, 418]);

        (await app.StatusAsync("/api/1")).ShouldBe(401);
        users.Distinct().ShouldBe(["alice"]);
        _upstream.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Disable", 200)]
    [InlineData("Default", 418)]
    public async Task Words_of_YARP_keep_their_meaning(string policy, int third)
    {
        await using var app = Create(configuration => configuration["ReverseProxy:Routes:api:RateLimiterPolicy"] = policy, limiter =>
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<Microsoft.AspNetCore.Http.HttpContext, string>(
                _ => RateLimitPartition.GetFixedWindowLimiter("all", _ => new FixedWindowRateLimiterOptions { PermitLimit = 2, Window = TimeSpan.FromHours(1) })));
        await app.StartAsync();

        (await StatusesAsync(app, 3)).ShouldBe([200, 200, third]);
    }

    [Fact]
    public async Task Ours_and_the_hosts_hold_together_and_ours_is_asked_first()
    {
        await using var app = Create(
            configuration =>
            {
                configuration["ReverseProxy:Routes:api:RateLimiterPolicy"] = "own";
                configuration["ReverseProxy:Routes:api:TokenGateway:RateLimits:0"] = "ours";
                configuration["TokenGateway:RateLimits:ours:By"] = "owner";
                configuration["TokenGateway:RateLimits:ours:Permits"] = "3";
                configuration["TokenGateway:RateLimits:ours:Window"] = "1h";
            },
            limiter => limiter.AddFixedWindowLimiter("own", options => (options.PermitLimit, options.Window) = (2, TimeSpan.FromHours(1))));
        await app.StartAsync();

        (await StatusesAsync(app, 4)).ShouldBe([200, 200, 418, 429]);
    }

    [Fact]
    public async Task Hosts_hold_to_one_limit_together_in_Redis()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var one = Sharing(redis);
        await using var other = Sharing(redis);
        foreach (var app in new[] { one, other })
        {
            await app.StartAsync();
            await Eventually.BecomesTrueAsync(async () => (await HealthOf(app)).Status == HealthStatus.Healthy, "the host has found Redis");
            (await HealthOf(app)).Entries.Keys.Order().ShouldBe(["tokengateway-redis", "tokengateway-store"]);
        }

        (await StatusesAsync(one, 2)).ShouldBe([200, 200]);
        (await StatusesAsync(other, 2)).ShouldBe([200, 429]);
        (await StatusesAsync(one, 1)).ShouldBe([429]);
    }

    private static Task<HealthReport> HealthOf(WebApplication app) => app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    [Fact]
    public void A_policy_that_the_host_does_not_have_ends_the_start()
    {
        var failure = Should.Throw<ConfigurationInvalidException>(() =>
            Create(configuration => configuration["ReverseProxy:Routes:api:RateLimiterPolicy"] = "other", limiter => limiter.AddConcurrencyLimiter("own", _ => { })));

        failure.Message.ShouldContain("ReverseProxy:Routes:api:RateLimiterPolicy");
        failure.Message.ShouldContain("TokenGateway:RateLimits");
    }

    private WebApplication Sharing(RedisProcess redis) => Create(
        configuration =>
        {
            configuration["ReverseProxy:Routes:api:TokenGateway:RateLimits:0"] = "ours";
            configuration["TokenGateway:RateLimits:ours:By"] = "owner";
            configuration["TokenGateway:RateLimits:ours:Permits"] = "3";
            configuration["TokenGateway:RateLimits:ours:Window"] = "1h";
            configuration["TokenGateway:Redis:ConnectionString"] = redis.Address;
            configuration["TokenGateway:Redis:OnFailure"] = "Deny";
        },
        _ => { },
        services => services.AddSingleton(TestGateway.Quick));

    private WebApplication Create(Action<Dictionary<string, string?>> configure, Action<RateLimiterOptions> limiter, Action<IServiceCollection>? services = null)
    {
        var configuration = OwnHost.Configuration(_upstream.Address);
        configure(configuration);
        return OwnHost.Create(
            configuration,
            app =>
            {
                app.UseTokenGateway();
                app.UseRateLimiter();
                app.MapReverseProxy();
            },
            proxy =>
            {
                services?.Invoke(proxy.Services);
                proxy.Services.AddRateLimiter(options =>
                {
                    options.RejectionStatusCode = 418;
                    limiter(options);
                });
            });
    }

    private static async Task<int[]> StatusesAsync(WebApplication app, int count)
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
            statuses[i] = await app.StatusAsync("/api/1", SampleTokens.Alice);
        return statuses;
    }
}
