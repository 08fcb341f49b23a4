using System.Net;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Access;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Tests.Configuration;

namespace TokenGateway.Edge.Tests.RateLimiting;

/// <summary>Limits of one route of which some are shared.</summary>
public sealed class SharedLimiterTests
{
    [Fact]
    public async Task While_shared_counts_do_not_answer_a_limit_of_this_node_is_charged_as_ever()
    {
        var (clock, counts, metrics) = (new FakeClock(), new FailingCounts(answers: false), new LimitMetrics());
        using (metrics)
        {
            using var leases = new Leases(counts, clock);
            var local = new RateLimiter(clock);
            var limiter = new SharedLimiter(local, counts, leases, metrics);
            var (subject, limits) = (new LimitSubject(null, IPAddress.Loopback, "r"), Limits());

            var verdict = await limiter.TakeAsync(subject, limits);
            limiter.Charge(subject, limits.Local[0], verdict, permits: 50);

            verdict.Part.ShouldBe(3);
            (await limiter.TakeAsync(subject, limits)).Exceeded.ShouldBe("budget");
        }
    }

    [Theory]
    [InlineData("Exact")]
    [InlineData("Leased")]
    public async Task What_a_request_did_not_cost_goes_back_to_when_it_was_taken_and_what_it_cost_more_is_charged_now(string mode)
    {
        var (clock, counts, metrics) = (new FakeClock(), new FailingCounts(answers: true) { At = 1000 }, new LimitMetrics());
        using (metrics)
        {
            using var leases = new Leases(counts, clock);
            var limiter = new SharedLimiter(new RateLimiter(clock), counts, leases, metrics);
            var (subject, limits) = (new LimitSubject(null, IPAddress.Loopback, "r"), Limits($$""", "Mode": "{{mode}}", "Cost": { "FromResponseHeader": "X-Cost", "Default": 5 }"""));
            var verdict = await limiter.TakeAsync(subject, limits);
            counts.At = 2000;
            await limiter.TakeAsync(subject, limits);

            limiter.Charge(subject, limits.Shared[0], verdict, permits: -5);
            limiter.Charge(subject, limits.Shared[0], verdict, permits: 7);

            counts.Charged.ShouldBe([(-5, 1000), (7, null)]);
        }
    }

    [Fact]
    public async Task What_was_never_taken_is_not_given_back()
    {
        var (clock, counts, metrics) = (new FakeClock(), new FailingCounts(answers: false), new LimitMetrics());
        using (metrics)
        {
            using var leases = new Leases(counts, clock);
            var limiter = new SharedLimiter(new RateLimiter(clock), counts, leases, metrics);
            var (subject, limits) = (new LimitSubject(null, IPAddress.Loopback, "r"), Limits(""", "Cost": { "FromResponseHeader": "X-Cost", "Default": 5 }""", "Allow"));

            var verdict = await limiter.TakeAsync(subject, limits);
            limiter.Charge(subject, limits.Shared[0], verdict, permits: -5);

            (verdict.IsRefused, verdict.Part).ShouldBe((false, 0));
            counts.Charged.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Part_of_a_node_gets_nothing_back_when_its_window_is_over()
    {
        var (clock, counts, metrics) = (new FakeClock(), new FailingCounts(answers: false), new LimitMetrics());
        using (metrics)
        {
            using var leases = new Leases(counts, clock);
            var limiter = new SharedLimiter(new RateLimiter(clock), counts, leases, metrics);
            var (subject, limits) = (new LimitSubject(null, IPAddress.Loopback, "r"), Limits(""", "Algorithm": "FixedWindow", "Cost": { "FromResponseHeader": "X-Cost", "Default": 100 }"""));
            var first = await limiter.TakeAsync(subject, limits);
            limiter.Charge(subject, limits.Shared[0], first, permits: -100);
            var second = await limiter.TakeAsync(subject, limits);
            clock.Advance(TimeSpan.FromHours(2));
            (await limiter.TakeAsync(subject, limits)).IsRefused.ShouldBeFalse();

            limiter.Charge(subject, limits.Shared[0], second, permits: -100);

            (second.IsRefused, second.Part).ShouldBe((false, 3));
            (await limiter.TakeAsync(subject, limits)).Exceeded.ShouldBe("together");
        }
    }

    private static RouteLimits Limits(string together = "", string onFailure = "Local")
    {
        var file = Some.File($$"""
            { "TokenGateway": {
                "Redis": { "ConnectionString": "localhost:6379", "OnFailure": "{{onFailure}}" },
                "RateLimits": {
                  "budget": { "By": "address", "Permits": 10, "Window": "1h", "Scope": "Local", "Cost": { "FromResponseHeader": "X-Cost" } },
                  "together": { "By": "address", "Permits": 300, "Window": "1h" {{together}} } } },
              "ReverseProxy": { "Routes": { "r": { "ClusterId": "c", "TokenGateway": { "Policy": "Default", "RateLimits": ["budget", "together"] } } } } }
            """);
        var written = Some.Read(file);
        var compiler = new RateLimitCompiler(new RoleCatalog([], new PermissionCatalog([])), null, new CompilerContext(new ConfigErrors(file.Sources), "/", _ => false));
        compiler.CompileAll(written.Gateway);
        return compiler.Named(written.Routes["r"]).ShouldNotBeNull();
    }
}
