namespace TokenGateway.Portal.Tokens;

/// <summary>Why a value is shown.</summary>
internal enum ShownReason
{
    Created,
    Rotated,
    Revealed,
}
