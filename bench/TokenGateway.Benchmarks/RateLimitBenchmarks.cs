using System.Net;
using BenchmarkDotNet.Attributes;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Benchmarks;

/// <summary>An allowed request of a known caller: no allocation, one lock that nobody else wants for each limit.</summary>
[MemoryDiagnoser]
public class RateLimitBenchmarks
{
    // More than any machine asks for: the buckets never run empty.
    private const long Plenty = 1_000_000_000;

    private readonly RateLimiter _limiter = new(TimeProvider.System);
    private readonly RouteLimits _one = new([Limit("a", RateLimitBy.Owner, RateLimitAlgorithm.TokenBucket)], roles: 3);
    private readonly RouteLimits _address = new([Limit("a", RateLimitBy.Address, RateLimitAlgorithm.TokenBucket)], roles: 3);
    private readonly RouteLimits _sliding = new([Limit("a", RateLimitBy.Owner, RateLimitAlgorithm.SlidingWindow)], roles: 3);
    private readonly RouteLimits _two = new(
        [Limit("a", RateLimitBy.Owner, RateLimitAlgorithm.TokenBucket), Limit("b", RateLimitBy.Token, RateLimitAlgorithm.FixedWindow)], roles: 3);

    private readonly LimitSubject _caller = new(TokenSnapshot.Compile(new TokenFacts(Some.Token, Some.Owner), Some.Model()), IPAddress.Loopback, "orders");

    [Benchmark(Baseline = true, Description = "the clock alone")]
    public long Clock() => TimeProvider.System.GetTimestamp();

    [Benchmark(Description = "token bucket by owner")]
    public bool Owner() => _limiter.Take(_caller, _one).IsRefused;

    [Benchmark(Description = "token bucket by address")]
    public bool Address() => _limiter.Take(_caller, _address).IsRefused;

    [Benchmark(Description = "sliding window by owner")]
    public bool Sliding() => _limiter.Take(_caller, _sliding).IsRefused;

    [Benchmark(Description = "two limits")]
    public bool Two() => _limiter.Take(_caller, _two).IsRefused;

    private static RateLimit Limit(string name, RateLimitBy by, RateLimitAlgorithm algorithm)
    {
        var rule = new RateLimitRule { Name = name, Index = 0, Algorithm = algorithm, Permits = Plenty, Window = TimeSpan.FromSeconds(1), Limit = Plenty, Segments = 10 };
        return new RateLimit
        {
            Name = name,
            By = by,
            Default = rule,
            Headers = RateLimitHeaders.Standard,
            OfRoles = [.. Enumerable.Repeat(rule, 3)],
            Definition = name,
            State = new RateLimitState(100_000),
        };
    }
}
