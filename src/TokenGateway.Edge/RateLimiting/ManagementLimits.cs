namespace TokenGateway.Edge.RateLimiting;

/// <summary>The limits of management calls, compiled for one generation. Null: no limit.</summary>
internal sealed class ManagementLimits(RateLimit? calls, RateLimit? writes)
{
    public RateLimit? Calls { get; } = calls;

    public RateLimit? Writes { get; } = writes;

    public RouteLimits? OfReads { get; } = Of(calls);

    /// <summary>The limits of a write. A write is also a call: it needs a permit of both limits.</summary>
    public RouteLimits? OfWrites { get; } = Of(calls, writes);

    private static RouteLimits? Of(params RateLimit?[] limits) =>
        limits.OfType<RateLimit>().ToArray() is { Length: > 0 } some ? new RouteLimits(some, roles: 0) : null;
}
