using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Timing;
using TokenGateway.Hosting.Stores;

namespace TokenGateway.Hosting.Upkeep;

/// <summary>
/// At startup and then hourly: logs the head of the audit log, checks that it still contains the head of an hour ago, and
/// prunes records older than the retention.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class AuditUpkeepService(StoreAccess access, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers)
    : PeriodicJob(timings.Upkeep, time)
{
    private const int Step = 1000;

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Audit");
    private AuditHead? _lastHead;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (access.Store.AuditChain is not { } chain)
            return;
        await CompareAsync(cancellationToken);
        if (await access.Store.Audit.ReadHeadAsync(cancellationToken) is { } head)
            Report(head, chain.Value);
        await PruneAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception failure) => _logger.AuditPutOff(Failures.ReasonOf(failure));

    private void Report(AuditHead head, AuditChain chain)
    {
        if (!chain.IsHead(head))
        {
            _logger.AuditBroken("its end is not signed.");
            return;
        }

        _lastHead = head;
        _logger.AuditHead(head.ToString());
    }

    // An older state of the store is still correctly sealed, so only this comparison detects it.
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        if (_lastHead is not { } last)
            return;
        var there = await access.Store.Audit.ListAsync(AuditFilter.All, last.Seq - 1, 1, cancellationToken);
        if (there is [var record] && last.IsAt(record.Seq, record.Seal))
            return;
        if (await access.Store.Audit.ReadCheckpointAsync(cancellationToken) is not { } checkpoint || checkpoint.Seq < last.Seq)
            _logger.AuditBroken($"it no longer contains {last}, where it ended an hour ago.");
    }

    // Checked first, so that no writer waits for the lock if there is nothing to prune.
    private async Task<bool> IsAnyOlderAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await access.Store.Audit.ListAsync(new AuditFilter { Until = before }, long.MinValue, 1, cancellationToken) is [_];

    // In whole days: each pruning is itself a record, and one a day is enough.
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
