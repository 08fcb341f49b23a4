namespace TokenGateway.Dialects.GoodData;

/// <summary>The response to <c>metaInclude=page</c>.</summary>
internal sealed record GoodDataMeta(GoodDataPage Page);
