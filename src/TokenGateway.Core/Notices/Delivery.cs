namespace TokenGateway.Core.Notices;

/// <summary>The result of one delivery attempt.</summary>
/// <param name="Outcome">Whether it succeeded, and whether to retry.</param>
/// <param name="Reason">The receiver's response, for display.</param>
public readonly record struct Delivery(DeliveryOutcome Outcome, string Reason)
{
    public static Delivery Sent { get; } = new(DeliveryOutcome.Sent, "sent");

    public static Delivery TryAgain(string reason) => new(DeliveryOutcome.TryAgain, reason);

    public static Delivery GiveUp(string reason) => new(DeliveryOutcome.GiveUp, reason);
}
