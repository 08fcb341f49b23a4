using TokenGateway.Core.Auditing;

namespace TokenGateway.Core.Lifecycle;

/// <summary>What is recorded of the log itself.</summary>
internal static class AuditEntries
{
    /// <param name="head">Where the log ended under the key before; null: nobody could tell.</param>
    /// <param name="found">What a last check with that key said.</param>
    public static AuditEntry Rekeyed(AuditActor actor, AuditHead? head, string found) => new(
        actor, AuditAction.AuditRekeyed, "audit", TokenAudit.Json(json =>
        {
            json.WriteString("head", head?.ToString());
            json.WriteString("check", found);
        }));
}
