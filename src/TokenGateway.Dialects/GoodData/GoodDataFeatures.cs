namespace TokenGateway.Dialects.GoodData;

/// <summary>Features that are switched on; the gateway knows of none.</summary>
internal sealed record GoodDataFeatures(GoodDataStaticFeatures Static);
