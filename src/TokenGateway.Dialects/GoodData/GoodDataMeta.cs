namespace TokenGateway.Dialects.GoodData;

/// <summary>What <c>metaInclude=page</c> asks for.</summary>
internal sealed record GoodDataMeta(GoodDataPage Page);
