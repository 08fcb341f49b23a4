namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>What the self page says.</summary>
internal sealed record SelfDescription(
    string Id, string Name, string Owner, string Realm, string? Role, string[] Permissions, DateTimeOffset? ExpiresAt, OpenRoute[] Routes);
