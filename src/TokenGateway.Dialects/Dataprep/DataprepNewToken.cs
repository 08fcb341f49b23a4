namespace TokenGateway.Dialects.Dataprep;

/// <summary>The one answer that shows the value.</summary>
internal sealed record DataprepNewToken(string TokenValue, DataprepToken TokenInfo)
{
    /// <summary>Without the value, so that no log gets it by accident.</summary>
    public override string ToString() => $"token {TokenInfo.TokenId}";
}
