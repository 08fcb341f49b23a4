using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using TokenGateway.Core.Notices;

namespace TokenGateway.Notices;

/// <summary>Counts notices that were sent, retried and abandoned.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class NoticeMetrics : IDisposable
{
    public const string MeterName = "TokenGateway.Notices";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _attempts;

    public NoticeMetrics() => _attempts = _meter.CreateCounter<long>(
        "tokengateway.notices.attempts", "{attempt}", "Attempts to deliver notices, by way, type and outcome (sent, try_again, give_up).");

    public void Tried(PendingNotice notice, Delivery delivery) => _attempts.Add(
        1, new("way", notice.Way == NoticeChannelKind.Mail ? "mail" : "webhook"), new("type", notice.Content.Type), new("outcome", NameOf(delivery.Outcome)));

    public void Dispose() => _meter.Dispose();

    private static string NameOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Sent => "sent",
        DeliveryOutcome.TryAgain => "try_again",
        _ => "give_up",
    };
}
