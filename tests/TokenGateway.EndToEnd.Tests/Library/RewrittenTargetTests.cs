using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Rewrite;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>A host that moves or rewrites paths: the upstream gets the path that selected the route, or nothing.</summary>
public sealed class RewrittenTargetTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;

    public async Task InitializeAsync() => _upstream = await TestUpstream.StartAsync();

    public async Task DisposeAsync() => await _upstream.DisposeAsync();

    [Theory]
    [InlineData("/app/api/1?a=%20b", "/api/1?a=%20b")]
    [InlineData("/api/1", "/api/1")]
    public async Task Path_base_before_routing_is_taken_off(string target, string forwarded)
    {
        await using var app = await StartAsync(app => app.UsePathBase("/app").UseRouting());

        (await app.StatusAsync(target, SampleTokens.Alice)).ShouldBe(200);
        _upstream.Last.Target.ShouldBe(forwarded);
    }

    [Fact]
    public async Task Path_base_after_routing_changes_nothing()
    {
        await using var app = await StartAsync(app => app.UseRouting().UsePathBase("/api"));

        (await app.StatusAsync("/api/1", SampleTokens.Alice)).ShouldBe(200);
        _upstream.Last.Target.ShouldBe("/api/1");
    }

    [Theory]
    [InlineData("old/(.*)", "api/$1", "/old/1")]
    [InlineData("api/public(.*)", "api/$1?admin=1", "/api/public/1")]
    public async Task Rewritten_path_is_refused(string from, string to, string target)
    {
        await using var app = await StartAsync(app => app.UseRewriter(new RewriteOptions().AddRewrite(from, to, skipRemainingRules: true)).UseRouting());

        (await app.StatusAsync(target, SampleTokens.Alice)).ShouldBe(500);
        _upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Method_changed_behind_the_decision_is_refused()
    {
        await using var app = OwnHost.Create(OwnHost.Configuration(_upstream.Address), app =>
        {
            app.UseRouting();
            app.UseTokenGateway();
            app.Use((HttpContext context, RequestDelegate next) =>
            {
                context.Request.Method = HttpMethods.Delete;
                return next(context);
            });
            app.MapReverseProxy();
        });
        await app.StartAsync();

        (await app.StatusAsync("/api/1", SampleTokens.Alice)).ShouldBe(500);
        _upstream.Seen.ShouldBeEmpty();
    }

    private async Task<WebApplication> StartAsync(Action<WebApplication> before)
    {
        var app = OwnHost.Create(OwnHost.Configuration(_upstream.Address), app =>
        {
            before(app);
            app.UseTokenGateway();
            app.MapReverseProxy();
        });
        await app.StartAsync();
        return app;
    }
}
