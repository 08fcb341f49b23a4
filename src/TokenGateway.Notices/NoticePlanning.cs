using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Verification;
using TokenGateway.Hosting;

namespace TokenGateway.Notices;

/// <summary>
/// Plans notices while the process runs: events within a second, approaching expiries every five minutes. Any failure ends
/// only its round.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class NoticePlanning(
    RecordPlanner records, ExpiryPlanner ends, INoticeStore notices, IAccessModelSource models, INoticeOptionsSource options, GatewayTimings timings,
    MonotonicTimeProvider time, ILoggerFactory loggers) : PeriodicJob(timings.NoticePoll, time)
{
    // Longer than the longest lead time: if a key is forgotten earlier, the notice is sent again.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    private static readonly TimeSpan EndsEvery = TimeSpan.FromMinutes(5);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Notices");
    private DateTimeOffset _endsAt;
    private NoticeOptions? _endsBy;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var (model, current) = (models.Current, options.Current);
        var planned = await records.PlanAsync(model, current, cancellationToken);
        var now = Time.GetUtcNow();
        if (current.IsOn && (now >= _endsAt || !ReferenceEquals(current, _endsBy)))
        {
            planned += await ends.PlanAsync(model, current, cancellationToken);
            await notices.PruneAsync(now - Remembered, cancellationToken);
            (_endsAt, _endsBy) = (now + EndsEvery, current);
        }

        if (planned > 0)
            _logger.NoticesPlanned(planned);
    }

    protected override void ReportFailure(Exception failure) => _logger.NoticesWait(Failures.ReasonOf(failure));
}
