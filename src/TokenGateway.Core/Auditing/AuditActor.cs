namespace TokenGateway.Core.Auditing;

/// <summary>Who did it.</summary>
/// <param name="Name"><c>user:ID</c>, <c>token:ID</c>, <c>cli:NAME</c> of the system, <c>oidc</c>, or <c>gateway</c>.</param>
/// <param name="User">The user on whose behalf; null: none.</param>
/// <param name="Token">The id of the token that the call was made with; null: none.</param>
/// <param name="Address">The client's address; null: none.</param>
public sealed record AuditActor(string Name, string? User = null, string? Token = null, string? Address = null)
{
    /// <summary>The process itself: retention, jobs.</summary>
    public static AuditActor Gateway { get; } = new("gateway");

    /// <summary>What the identity provider says of somebody who signs in, by the rules that the configuration file gives it.</summary>
    public static AuditActor IdentityProvider(string? address) => new("oidc", Address: address);
}
