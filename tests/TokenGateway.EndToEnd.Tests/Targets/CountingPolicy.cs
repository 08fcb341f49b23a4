using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace TokenGateway.EndToEnd.Tests.Targets;

/// <summary>Counts how often routing selects among routes, for received requests and for those that are only decided on.</summary>
internal sealed class CountingPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    private int _count;

    public override int Order => int.MinValue + 1;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        Interlocked.Increment(ref _count);
        return Task.CompletedTask;
    }

    /// <summary>Returns the count since the last call.</summary>
    public int Take() => Interlocked.Exchange(ref _count, 0);
}
