namespace TokenGateway.Dialects.GoodData;

/// <summary>The entity that a client wants to make.</summary>
internal sealed record GoodDataNewToken(string? Id, string? Type);
