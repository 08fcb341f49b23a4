using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Timing;
using TokenGateway.Hosting.Stores;

namespace TokenGateway.Hosting.Upkeep;

/// <summary>
/// At start and then hourly: writes where the audit log ends to the log, looks whether it still holds what it held an
/// hour ago, and takes away what is older than the retention.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class AuditUpkeepService(StoreAccess access, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers)
    : PeriodicJob(timings.Upkeep, time)
{
    private const int Step = 1000;

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Audit");
    private AuditHead? _told;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (access.Store.AuditChain is not { } chain)
            return;
        await CompareAsync(cancellationToken);
        if (await access.Store.Audit.ReadHeadAsync(cancellationToken) is { } head)
            Tell(head, chain.Value);
        await PruneAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception failure) => _logger.AuditPutOff(Failures.ReasonOf(failure));

    private void Tell(AuditHead head, AuditChain chain)
    {
        if (!chain.IsHead(head))
        {
            _logger.AuditBroken("its end is not signed.");
            return;
        }

        _told = head;
        _logger.AuditHead(head.ToString());
    }

    // A store that was put back to an older state is signed all the same.
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        if (_told is not { } told)
            return;
        var there = await access.Store.Audit.ListAsync(AuditFilter.All, told.Seq - 1, 1, cancellationToken);
        if (there is [var record] && told.IsAt(record.Seq, record.Seal))
            return;
        if (await access.Store.Audit.ReadCheckpointAsync(cancellationToken) is not { } checkpoint || checkpoint.Seq < told.Seq)
            _logger.AuditBroken($"it no longer contains {told}, where it ended an hour ago.");
    }

    // Nobody waits for the write lock where nothing is to be done.
    private async Task<bool> IsAnyOlderAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await access.Store.Audit.ListAsync(new AuditFilter { Until = before }, long.MinValue, 1, cancellationToken) is [_];

    // Whole days: each pruning is a record itself, and one a day is enough.
    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        if (access.AuditRetention is not { } retention)
            return;
        var before = new DateTimeOffset((Time.GetUtcNow() - retention).UtcDateTime.Date, TimeSpan.Zero);
        var (gone, fault) = (0, (AuditFault?)null);
        while (fault is null && await IsAnyOlderAsync(before, cancellationToken))
        {
            var pruning = await access.Store.Audit.PruneAsync(before, Step, cancellationToken);
            if (pruning is { Gone: 0, Fault: null })
                break;
            (gone, fault) = (gone + pruning.Gone, pruning.Fault);
        }

        if (gone > 0)
            _logger.AuditPruned(gone, retention);
        if (fault is not null)
            _logger.AuditBroken(fault.Message);
    }
}
