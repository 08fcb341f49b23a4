namespace TokenGateway.Edge.RateLimiting;

/// <summary>The limits of calls that manage, compiled for one generation. Null: without limit.</summary>
internal sealed class ManagementLimits(RateLimit? calls, RateLimit? writes)
{
    public RateLimit? Calls { get; } = calls;

    public RateLimit? Writes { get; } = writes;

    public RouteLimits? OfReads { get; } = Of(calls);

    /// <summary>A write is a call as well: it needs a permit of both.</summary>
    public RouteLimits? OfWrites { get; } = Of(calls, writes);

    private static RouteLimits? Of(params RateLimit?[] limits) =>
        limits.OfType<RateLimit>().ToArray() is { Length: > 0 } some ? new RouteLimits(some, roles: 0) : null;
}
