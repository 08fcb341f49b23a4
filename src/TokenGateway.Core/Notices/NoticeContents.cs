using System.Security.Cryptography;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>Writes what notices say.</summary>
internal static class NoticeContents
{
    public static NoticeContent Expiring(Token token, DateTimeOffset now) => Of(NoticeType.Expiring, token, now);

    /// <param name="alsoDeactivated">What a leak ended besides the token.</param>
    public static NoticeContent Of(NoticeType type, Token token, AuditRecord record, IReadOnlyList<Token> alsoDeactivated) => Of(type, token, record.At) with
    {
        // Who presents a retired secret is not known; the record names the gateway.
        Actor = type == NoticeType.SecretReused ? null : record.Entry.Actor.Name,
        Address = record.Entry.Actor.Address,
        Reason = type is NoticeType.Deactivated or NoticeType.Deleted ? TokenAudit.ReasonIn(record.Entry.After) : null,
        AlsoDeactivated = alsoDeactivated.Count == 0 ? null : [.. alsoDeactivated.Select(Of)],
    };

    private static NoticeContent Of(NoticeType type, Token token, DateTimeOffset at) => new()
    {
        // Given by chance: keys are the same in every installation, and a receiver may listen to several.
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
