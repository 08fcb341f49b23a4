namespace TokenGateway.Core.Notices;

public enum DeliveryOutcome
{
    Sent,
    TryAgain,

    /// <summary>It will never be taken.</summary>
    GiveUp,
}
