using System.Security.Cryptography;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>Creates the content of notices.</summary>
internal static class NoticeContents
{
    public static NoticeContent Expiring(Token token, DateTimeOffset now) => Of(NoticeType.Expiring, token, now);

    /// <param name="alsoDeactivated">The other tokens that a leak report deactivated.</param>
    public static NoticeContent Of(NoticeType type, Token token, AuditRecord record, IReadOnlyList<Token> alsoDeactivated) => Of(type, token, record.At) with
    {
        // The presenter of a retired secret is unknown; the record names the gateway.
        Actor = type == NoticeType.SecretReused ? null : record.Entry.Actor.Name,
        Address = record.Entry.Actor.Address,
        Reason = type is NoticeType.Deactivated or NoticeType.Deleted ? TokenAudit.ReasonIn(record.Entry.After) : null,
        AlsoDeactivated = alsoDeactivated.Count == 0 ? null : [.. alsoDeactivated.Select(Of)],
    };

    private static NoticeContent Of(NoticeType type, Token token, DateTimeOffset at) => new()
    {
        // Random: keys are the same in every installation, and a receiver may serve several.
        Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        Type = NoticeTypes.NameOf(type),
        At = at,
        Token = Of(token),
    };

    private static NoticeToken Of(Token token) => new()
    {
        Id = token.Id.ToString(),
        Name = token.Name,
        Owner = token.Owner.Value,
        Realm = token.Realm.Value,
        Hint = token.Hint,
        ExpiresAt = token.ExpiresAt,
    };
}
