using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Memory;

namespace TokenGateway.Portal.Bulk;

/// <summary>Runs and their results, for two hours from their start. About 60 MB at most.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BulkRuns(TimeProvider time) : Handles<BulkRun>(time, TimeSpan.FromHours(2), MostOfUser, most: 50)
{
    private const int MostOfUser = 5;

    /// <summary>Whether the user has so many runs in progress that another would evict one of them.</summary>
    public bool IsBusy(UserId user) => Of(user).Count(run => !run.IsFinished) >= MostOfUser;
}
