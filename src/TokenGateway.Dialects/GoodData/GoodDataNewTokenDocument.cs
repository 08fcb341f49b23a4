namespace TokenGateway.Dialects.GoodData;

/// <summary>The body of a creation request.</summary>
internal sealed record GoodDataNewTokenDocument(GoodDataNewToken? Data);
