using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>Waits for the change follower of a gateway.</summary>
internal static class FollowedChanges
{
    /// <summary>
    /// Returns when the gateway has applied every change that is committed by now. A change removes the cached facts of its token and
    /// owner, also those that were read after it: what is cached from now on stays cached until the next change.
    /// </summary>
    public static async Task FollowAsync(this TestGateway gateway)
    {
        var freshness = gateway.Services.GetRequiredService<Freshness>();
        var clock = Stopwatch.StartNew();
        await Eventually.BecomesTrueAsync(
            () =>
            {
                // The last confirmation is of a read that began after this call.
                freshness.Polls.Request();
                return Task.FromResult(freshness.Age < clock.Elapsed);
            },
            "the changes are followed");
    }
}
