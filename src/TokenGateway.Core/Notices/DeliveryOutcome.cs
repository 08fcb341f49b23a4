namespace TokenGateway.Core.Notices;

public enum DeliveryOutcome
{
    Sent,
    TryAgain,

    /// <summary>It can never be delivered.</summary>
    GiveUp,
}
