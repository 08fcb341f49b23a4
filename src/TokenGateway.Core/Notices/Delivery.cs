namespace TokenGateway.Core.Notices;

/// <summary>What came of one attempt.</summary>
/// <param name="Outcome">Whether it arrived, and whether to try again.</param>
/// <param name="Reason">For people: what the other side said.</param>
public readonly record struct Delivery(DeliveryOutcome Outcome, string Reason)
{
    public static Delivery Sent { get; } = new(DeliveryOutcome.Sent, "sent");

    public static Delivery TryAgain(string reason) => new(DeliveryOutcome.TryAgain, reason);

    public static Delivery GiveUp(string reason) => new(DeliveryOutcome.GiveUp, reason);
}
