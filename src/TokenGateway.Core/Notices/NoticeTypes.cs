using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Core.Notices;

/// <summary>The names of <see cref="NoticeType"/>, and the audit records that cause notices.</summary>
public static class NoticeTypes
{
    /// <summary><c>token.expiring</c>; the others as in the audit log.</summary>
    public static string NameOf(NoticeType type) => type switch
    {
        NoticeType.Expiring => "token.expiring",
        NoticeType.Created => AuditActions.NameOf(AuditAction.TokenCreated),
        NoticeType.Rotated => AuditActions.NameOf(AuditAction.TokenRotated),
        NoticeType.SecretReused => AuditActions.NameOf(AuditAction.TokenSecretReused),
        NoticeType.Leaked => AuditActions.NameOf(AuditAction.TokenLeaked),
        NoticeType.Deactivated => AuditActions.NameOf(AuditAction.TokenDeactivated),
        NoticeType.Deleted => AuditActions.NameOf(AuditAction.TokenDeleted),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such type."),
    };

    /// <exception cref="FormatException">There is no such type.</exception>
    public static NoticeType Parse(string name) =>
        Enum.GetValues<NoticeType>().Where(type => NameOf(type) == name).Select(type => (NoticeType?)type).FirstOrDefault()
        ?? throw new FormatException($"'{name}' is not a type of notice.");

    /// <summary>
    /// The notice type of a record; null: none. Imports cause none, since there may be thousands. Deactivations and
    /// deletions cause one only if a reason was given.
    /// </summary>
    internal static NoticeType? Of(AuditEntry entry) => entry.Action switch
    {
        AuditAction.TokenCreated => NoticeType.Created,
        AuditAction.TokenRotated => NoticeType.Rotated,
        AuditAction.TokenSecretReused => NoticeType.SecretReused,
        AuditAction.TokenLeaked => NoticeType.Leaked,
        AuditAction.TokenDeactivated when TokenAudit.ReasonIn(entry.After) is not null => NoticeType.Deactivated,
        AuditAction.TokenDeleted when TokenAudit.ReasonIn(entry.After) is not null => NoticeType.Deleted,
        _ => null,
    };
}
