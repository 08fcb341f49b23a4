namespace TokenGateway.Dialects.Goldcast;

/// <summary>An organization, which is what Goldcast calls a realm.</summary>
internal sealed record GoldcastOrganization(string Id, string Title, bool AllowTokenCreation);
