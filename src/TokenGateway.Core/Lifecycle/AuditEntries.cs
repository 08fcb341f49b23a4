using TokenGateway.Core.Auditing;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Audit entries about the log itself.</summary>
internal static class AuditEntries
{
    /// <param name="head">The head under the previous key; null: it could not be determined.</param>
    /// <param name="found">The result of a last check with that key.</param>
    public static AuditEntry Rekeyed(AuditActor actor, AuditHead? head, string found) => new(
        actor, AuditAction.AuditRekeyed, "audit", TokenAudit.Json(json =>
        {
            json.WriteString("head", head?.ToString());
            json.WriteString("check", found);
        }));
}
