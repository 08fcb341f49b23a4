namespace TokenGateway.Dialects.GoodData;

/// <summary>A user as an entity.</summary>
internal sealed record GoodDataUser(string Id, string Type, GoodDataUserAttributes Attributes);
