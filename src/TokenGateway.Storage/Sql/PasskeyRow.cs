using System.Data;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>A row of <c>passkeys p</c> as a passkey.</summary>
internal static class PasskeyRow
{
    /// <summary>In the order that <see cref="Read"/> expects.</summary>
    public const string Columns =
        "p.id, p.user_id, p.user_number, p.handle, p.name, p.public_key, p.sign_count, p.backup_eligible, p.backed_up, p.created_at, p.used_at";

    public static Passkey Read(IDataRecord row) => new()
    {
        Id = row.GetString(0),
        User = UserId.Parse(row.GetString(1)),
        UserNumber = row.GetInt64(2),
        Handle = row.GetString(3),
        Name = row.GetString(4),
        PublicKey = [.. (byte[])row.GetValue(5)],
        SignCount = (uint)row.GetInt64(6),
        IsBackupEligible = row.GetBoolean(7),
        IsBackedUp = row.GetBoolean(8),
        CreatedAt = Moment.Read(row.GetInt64(9)),
        UsedAt = row.IsDBNull(10) ? null : Moment.Read(row.GetInt64(10)),
    };
}
