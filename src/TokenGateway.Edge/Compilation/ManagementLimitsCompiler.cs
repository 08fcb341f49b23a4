using TokenGateway.Configuration.Sections;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles the limits of management calls; a limit with an unchanged definition keeps its counts.</summary>
internal static class ManagementLimitsCompiler
{
    /// <summary>The maximum number of users with separate counts, more than any gateway's administrators.</summary>
    private const int MaxPartitions = 100_000;

    public static ManagementLimits Compile(ManagementLimitsConfig written, ManagementLimits? previous) =>
        new(Compile("calls", written.Calls, previous?.Calls), Compile("writes", written.Writes, previous?.Writes));

    private static RateLimit? Compile(string name, RateLimitValuesConfig? values, RateLimit? previous)
    {
        if (values is null)
            return null;
        var rule = new RateLimitRule { Name = name, Index = 0, Algorithm = RateLimitAlgorithm.TokenBucket, Permits = values.Permits, Window = values.Window, Limit = values.Permits, Segments = 1 };
        return new RateLimit
        {
            Name = name,
            By = RateLimitBy.Route,
            Default = rule,
            Headers = RateLimitHeaders.Standard,
            OfRoles = [],
            Definition = rule.Description,
            State = previous?.Definition == rule.Description ? previous.State : new RateLimitState(MaxPartitions),
        };
    }
}
