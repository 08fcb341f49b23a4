using System.Globalization;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Times;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The values of a limit that hold for some callers: all, or those of a role. Immutable.</summary>
internal sealed class RateLimitRule
{
    /// <summary>Of the limit.</summary>
    public required string Name { get; init; }

    /// <summary>Its place among the rules of the limit: callers of different rules are counted apart.</summary>
    public required int Index { get; init; }

    public required RateLimitAlgorithm Algorithm { get; init; }

    /// <summary>Requests within <see cref="Window"/>.</summary>
    public required long Permits { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>The most permits that can be there at once; other than <see cref="Permits"/> only for a token bucket.</summary>
    public required long Limit { get; init; }

    /// <summary>Parts of a sliding window.</summary>
    public required int Segments { get; init; }

    /// <summary>The values for people: <c>100 in 1s, burst 200</c>.</summary>
    public string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{Permits} in {DurationText.Write(Window)}") + (HasBurst ? string.Create(CultureInfo.InvariantCulture, $", burst {Limit}") : "");

    private bool HasBurst => Limit != Permits;

    /// <summary>
    /// A member of <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-10, 3): <c>"standard";q=100;w=1</c>. The draft
    /// has whole seconds only, and no bursts.
    /// </summary>
    public string Policy => string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Permits};w={(long)Math.Ceiling(Window.TotalSeconds)}");

    /// <summary>The values of <c>RateLimit</c>.</summary>
    public ServiceLimitTexts Texts => field ??= new ServiceLimitTexts(Name, Limit);

    public Partition CreatePartition(in PartitionKey key, long now) => Algorithm switch
    {
        RateLimitAlgorithm.TokenBucket => new TokenBucket(this, key, now),
        RateLimitAlgorithm.SlidingWindow => new SlidingWindow(this, key, now),
        _ => new FixedWindow(this, key),
    };
}
