using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Core.Notices;

/// <summary>The names of <see cref="NoticeType"/>, and which records of the audit log are told.</summary>
public static class NoticeTypes
{
    /// <summary><c>token.expiring</c>; the others as the audit log calls them.</summary>
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

    /// <exception cref="FormatException">No type has the name.</exception>
    public static NoticeType Parse(string name) =>
        Enum.GetValues<NoticeType>().Where(type => NameOf(type) == name).Select(type => (NoticeType?)type).FirstOrDefault()
        ?? throw new FormatException($"'{name}' is not a type of notice.");

    /// <summary>
    /// What to tell of a record; null: nothing. Imports are not told: they come by the thousand. That a token ended is told with
    /// the reason, where one was given.
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
