namespace TokenGateway.Core.Auditing;

/// <summary>The actor of an audited action.</summary>
/// <param name="Name"><c>user:ID</c>, <c>token:ID</c>, <c>cli:NAME</c> with the system user, <c>oidc</c>, or <c>gateway</c>.</param>
/// <param name="User">The user on whose behalf; null: none.</param>
/// <param name="Token">The id of the calling token; null: none.</param>
/// <param name="Address">The client's address; null: none.</param>
public sealed record AuditActor(string Name, string? User = null, string? Token = null, string? Address = null)
{
    /// <summary>The process itself: retention, jobs.</summary>
    public static AuditActor Gateway { get; } = new("gateway");

    /// <summary>The identity provider, whose claims determine a user by the rules of the configuration file.</summary>
    internal static AuditActor IdentityProvider(string? address) => new("oidc", Address: address);
}
