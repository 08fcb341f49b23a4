using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Usage;
using TokenGateway.Edge.Model;
using TokenGateway.Hosting.Stores;

namespace TokenGateway.Hosting.Upkeep;

/// <summary>
/// Hourly: deletes changes that every follower has read long ago (older than a day), tombstones after
/// <c>Tokens:KeepDeleted</c>, secrets retired 90 days ago, and expired daily counts.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StoreUpkeepService(StoreAccess access, GatewayState state, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers)
    : PeriodicJob(timings.Upkeep, time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetiredKept = TimeSpan.FromDays(90);

    // Limits the transaction, so that other writers do not wait.
    private const int PurgedAtOnce = 500;

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Store");

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        await access.Store.PruneChangesAsync(now - Kept, cancellationToken);
        var deletedBefore = now - state.Current.Access.Tokens.KeepDeleted;
        while (await access.Store.Tokens.PurgeAsync(deletedBefore, now - RetiredKept, PurgedAtOnce, cancellationToken) >= PurgedAtOnce)
            await Task.Yield();
        await UsageRetention.PruneAsync(access.Store.Usage, Time, cancellationToken);
        await UsageRetention.PruneAsync(access.Store.PermissionUses, Time, cancellationToken);
    }

    protected override void ReportFailure(Exception failure) => _logger.UpkeepPutOff(Failures.ReasonOf(failure));
}
