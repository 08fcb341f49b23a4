namespace TokenGateway.Dialects.GoodData;

/// <summary>Enabled features; the gateway reports none.</summary>
internal sealed record GoodDataFeatures(GoodDataStaticFeatures Static);
