using System.Globalization;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Times;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>The values of a limit that hold for some callers: all, or those of a role. Immutable.</summary>
internal sealed class RateLimitRule
{
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
    /// A member of <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-06): <c>100;w=1;burst=200;name="standard"</c>.
    /// The draft knows whole seconds only.
    /// </summary>
    public string PolicyOf(string name)
    {
        var seconds = (long)Math.Ceiling(Window.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"{Permits};w={seconds}{(HasBurst ? $";burst={Limit}" : "")};name=\"{name}\"");
    }

    public Partition CreatePartition(in PartitionKey key, long now) => Algorithm switch
    {
        RateLimitAlgorithm.TokenBucket => new TokenBucket(this, key, now),
        RateLimitAlgorithm.SlidingWindow => new SlidingWindow(this, key, now),
        _ => new FixedWindow(this, key),
    };
}
