namespace TokenGateway.Dialects.Dataprep;

/// <summary>A token in the product's format; times are RFC 3339 in UTC with milliseconds.</summary>
internal sealed record DataprepToken(string TokenId, string Description, string? ExpiredAt, string? LastUsed, string CreatedAt);
