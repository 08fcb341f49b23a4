namespace TokenGateway.Dialects.GoodData;

/// <summary>The body of a creation.</summary>
internal sealed record GoodDataNewTokenDocument(GoodDataNewToken? Data);
