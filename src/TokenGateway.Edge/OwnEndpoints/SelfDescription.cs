namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>The content of the self page.</summary>
internal sealed record SelfDescription(
    string Id, string Name, string Owner, string Realm, string? Role, string[] Permissions, DateTimeOffset? ExpiresAt, OpenRoute[] Routes);
