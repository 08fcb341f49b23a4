namespace TokenGateway.Dialects.Dataprep;

/// <summary>The only response with the value.</summary>
internal sealed record DataprepNewToken(string TokenValue, DataprepToken TokenInfo)
{
    /// <summary>Without the value, to keep it out of logs.</summary>
    public override string ToString() => $"token {TokenInfo.TokenId}";
}
