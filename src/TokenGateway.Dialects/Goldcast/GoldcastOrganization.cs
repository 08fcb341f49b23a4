namespace TokenGateway.Dialects.Goldcast;

/// <summary>An organization, which is what Goldcast calls a realm. Its documentation says <c>title</c>, its clients read <c>name</c>.</summary>
internal sealed record GoldcastOrganization(string Id, string Title, string Name, bool AllowTokenCreation);
