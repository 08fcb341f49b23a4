namespace TokenGateway.Dialects.GoodData;

/// <summary>The caller and the caller's rights in the organization.</summary>
internal sealed record GoodDataProfile(
    string UserId, string Name, string OrganizationId, string OrganizationName, IReadOnlyList<string> Permissions, IReadOnlyList<string> Entitlements,
    GoodDataFeatures Features, IReadOnlyDictionary<string, string> Links, IReadOnlyDictionary<string, string> TelemetryConfig);
