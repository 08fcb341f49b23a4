namespace TokenGateway.Core.Lifecycle;

/// <summary>A permission that a token holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Need">Whether the token needs it.</param>
/// <param name="LastNeeded">The last day (UTC) on which a request needed it, also before the window; null: none is recorded.</param>
public sealed record HeldPermission(string Name, PermissionNeed Need, DateOnly? LastNeeded);
