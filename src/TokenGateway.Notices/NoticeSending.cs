using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Timing;
using TokenGateway.Hosting;

namespace TokenGateway.Notices;

/// <summary>Sends notices while the process runs, each channel separately, so that one that hangs does not delay another.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class NoticeSending(
    INoticeStore notices, ITokenStore tokens, IEnumerable<INoticeChannel> channels, INoticeOptionsSource options, NoticeMetrics metrics,
    GatewayTimings timings, MonotonicTimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Notices");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(channels.Select(channel => RunAsync(channel, stoppingToken)));

    private Task RunAsync(INoticeChannel channel, CancellationToken cancellationToken)
    {
        var sender = new NoticeSender(notices, tokens, channel, time) { Tried = Record };
        return PeriodicJob.RunAsync(
            async token => await sender.SendDueAsync(options.Current, token), failure => _logger.NoticesWait(Failures.ReasonOf(failure)), timings.NoticePoll, time,
            startsAtOnce: true, cancellationToken);
    }

    private void Record(PendingNotice notice, Delivery delivery)
    {
        metrics.Tried(notice, delivery);
        var content = notice.Content;
        var way = notice.Way == NoticeChannelKind.Mail ? "mail" : "webhook";
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Sent:
                _logger.NoticeSent(content.Id, content.Type, content.Token.Id, way);
                break;
            case DeliveryOutcome.TryAgain:
                _logger.NoticePutOff(content.Id, content.Type, content.Token.Id, way, notice.Attempt, OneLine(delivery.Reason));
                break;
            default:
                _logger.NoticeGivenUp(content.Id, content.Type, content.Token.Id, way, notice.Attempt, OneLine(delivery.Reason));
                break;
        }
    }

    // A server's message may have several lines.
    private static string OneLine(string text) => string.Concat(text.Select(one => char.IsControl(one) ? ' ' : one));
}
