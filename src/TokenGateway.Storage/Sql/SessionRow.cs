using System.Data;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>A row of <c>sessions s</c> as a session.</summary>
internal static class SessionRow
{
    /// <summary>In the order that <see cref="Read"/> expects.</summary>
    public const string Columns =
        "s.digest, s.user_id, s.user_number, s.stamp, s.address, s.signed_in_at, s.seen_at, s.expires_at, s.id_token, s.passkey";

    public static Session Read(IDataRecord row) => new()
    {
        Digest = new TokenDigest((byte[])row.GetValue(0)),
        User = UserId.Parse(row.GetString(1)),
        UserNumber = row.GetInt64(2),
        Stamp = row.IsDBNull(3) ? null : row.GetString(3),
        Address = row.IsDBNull(4) ? null : row.GetString(4),
        SignedInAt = Moment.Read(row.GetInt64(5)),
        SeenAt = Moment.Read(row.GetInt64(6)),
        ExpiresAt = Moment.Read(row.GetInt64(7)),
        Passkey = row.IsDBNull(9) ? null : row.GetString(9),
        IdToken = row.IsDBNull(8) ? null : row.GetString(8),
    };
}
