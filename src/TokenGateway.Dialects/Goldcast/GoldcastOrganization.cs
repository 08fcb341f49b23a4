namespace TokenGateway.Dialects.Goldcast;

/// <summary>An organization, Goldcast's name for a realm. Its documentation has <c>title</c>, its clients read <c>name</c>.</summary>
internal sealed record GoldcastOrganization(string Id, string Title, string Name, bool AllowTokenCreation);
