using TokenGateway.Core.Auditing;

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
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such type."),
    };

    /// <exception cref="FormatException">No type has the name.</exception>
    public static NoticeType Parse(string name) =>
        Enum.GetValues<NoticeType>().Where(type => NameOf(type) == name).Select(type => (NoticeType?)type).FirstOrDefault()
        ?? throw new FormatException($"'{name}' is not a type of notice.");

    /// <summary>What to tell of a record; null: nothing. Imports are not told: they come by the thousand.</summary>
    internal static NoticeType? Of(AuditAction action) => action switch
    {
        AuditAction.TokenCreated => NoticeType.Created,
        AuditAction.TokenRotated => NoticeType.Rotated,
        AuditAction.TokenSecretReused => NoticeType.SecretReused,
        AuditAction.TokenLeaked => NoticeType.Leaked,
        _ => null,
    };
}
