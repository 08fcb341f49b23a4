namespace TokenGateway.Dialects.GoodData;

/// <summary>The entity to create.</summary>
internal sealed record GoodDataNewToken(string? Id, string? Type);
