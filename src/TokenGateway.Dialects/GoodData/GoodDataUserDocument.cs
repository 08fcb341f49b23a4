namespace TokenGateway.Dialects.GoodData;

/// <summary>One user.</summary>
internal sealed record GoodDataUserDocument(GoodDataUser Data, GoodDataLinks Links);
