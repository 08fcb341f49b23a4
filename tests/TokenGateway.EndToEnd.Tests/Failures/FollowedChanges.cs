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
        // The first read may have begun earlier.
        var polls = gateway.Services.GetRequiredService<Freshness>().Polls;
        await polls.RequestAndWaitAsync(CancellationToken.None);
        await polls.RequestAndWaitAsync(CancellationToken.None);
    }
}
