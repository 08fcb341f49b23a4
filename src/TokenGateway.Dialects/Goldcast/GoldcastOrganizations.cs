namespace TokenGateway.Dialects.Goldcast;

/// <summary>A page of organizations; there is always one organization and one page.</summary>
internal sealed record GoldcastOrganizations(int Count, string? Next, string? Previous, IReadOnlyList<GoldcastOrganization> Results);
