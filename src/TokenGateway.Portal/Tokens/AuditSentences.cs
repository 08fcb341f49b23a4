using TokenGateway.Core.Auditing;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tokens;

/// <summary>Audit records as sentences.</summary>
internal static class AuditSentences
{
    public static string Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Text.ResourceManager.GetString("Audit_" + entry.Action, Text.Culture) ?? entry.ActionName;
    }
}
