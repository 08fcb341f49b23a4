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
            limiter.Charge(subject, limits.Local[0], verdict.Part, permits: 50);

            verdict.Part.ShouldBe(3);
            (await limiter.TakeAsync(subject, limits)).Exceeded.ShouldBe("budget");
        }
    }

    private static RouteLimits Limits()
    {
        var file = Some.File("""
            { "TokenGateway": {
                "Redis": { "ConnectionString": "localhost:6379" },
                "RateLimits": {
                  "budget": { "By": "address", "Permits": 10, "Window": "1h", "Scope": "Local", "Cost": { "FromResponseHeader": "X-Cost" } },
                  "together": { "By": "address", "Permits": 300, "Window": "1h" } } },
              "ReverseProxy": { "Routes": { "r": { "ClusterId": "c", "TokenGateway": { "Policy": "Default", "RateLimits": ["budget", "together"] } } } } }
            """);
        var written = Some.Read(file);
        var compiler = new RateLimitCompiler(new RoleCatalog([], new PermissionCatalog([])), null, new CompilerContext(new ConfigErrors(file.Sources), "/", _ => false));
        compiler.CompileAll(written.Gateway);
        return compiler.Named(written.Routes["r"]).ShouldNotBeNull();
    }
}
