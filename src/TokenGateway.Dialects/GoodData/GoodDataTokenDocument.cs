namespace TokenGateway.Dialects.GoodData;

/// <summary>One token.</summary>
internal sealed record GoodDataTokenDocument(GoodDataToken Data, GoodDataLinks Links);
