using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Passkeys in the <c>passkeys</c> table.</summary>
internal sealed class SqlPasskeyStore(ISqlDatabase database) : IPasskeyStore
{
    public ValueTask<IReadOnlyList<Passkey>> ListAsync(UserId user, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowsAsync(
            $"SELECT {PasskeyRow.Columns} FROM passkeys p WHERE p.user_id = @user ORDER BY p.created_at, p.id", new { user = user.Value }, PasskeyRow.Read),
        cancellationToken);

    public ValueTask<Passkey?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowAsync($"SELECT {PasskeyRow.Columns} FROM passkeys p WHERE p.id = @id", new { id }, PasskeyRow.Read), cancellationToken);

    public ValueTask<bool> AddAsync(Passkey passkey, int most, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        return database.WriteAsync(basis, write => AddAsync(write, passkey, most, audit), cancellationToken);
    }

    public async ValueTask<bool> UseAsync(
        string id, uint from, uint to, bool isBackedUp, DateTimeOffset asked, DateTimeOffset at, CancellationToken cancellationToken) => await database.WriteAsync(
        write => write.ExecuteAsync(
            """
            UPDATE passkeys SET sign_count = @to, backed_up = @isBackedUp, used_at = @at
            WHERE id = @id AND sign_count = @from AND (used_at IS NULL OR used_at < @asked OR used_at > @at)
            """,
            new { id, from = (long)from, to = (long)to, isBackedUp, asked = asked.UtcTicks, at = at.UtcTicks }),
        cancellationToken) > 0;

    public ValueTask<bool> RemoveAsync(UserId user, string id, AuditEntry audit, CancellationToken cancellationToken) => database.WriteAsync(
        async write =>
        {
            if (await write.ExecuteAsync("DELETE FROM passkeys WHERE id = @id AND user_id = @user", new { id, user = user.Value }) == 0)
                return false;
            await write.ExecuteAsync("DELETE FROM sessions WHERE user_id = @user AND passkey = @id", new { id, user = user.Value });
            write.Audit(audit);
            return true;
        },
        cancellationToken);

    private static async Task<bool> AddAsync(SqlWrite write, Passkey passkey, int most, AuditEntry audit)
    {
        // Serialized, so that two concurrent additions do not both find room.
        await write.LockAsync("passkeys:" + passkey.User.Value);
        var added = await write.ExecuteAsync(
            """
            INSERT INTO passkeys (id, user_id, user_number, handle, name, public_key, sign_count, backup_eligible, backed_up, created_at, used_at)
            SELECT @id, @user, @number, @handle, @name, @publicKey, @signCount, @isBackupEligible, @isBackedUp, @createdAt, @usedAt
            WHERE (SELECT count(*) FROM passkeys WHERE user_id = @user) < @most
            ON CONFLICT DO NOTHING
            """,
            new
            {
                id = passkey.Id,
                user = passkey.User.Value,
                number = passkey.UserNumber,
                handle = passkey.Handle,
                name = passkey.Name,
                publicKey = passkey.PublicKey.ToArray(),
                signCount = (long)passkey.SignCount,
                isBackupEligible = passkey.IsBackupEligible,
                isBackedUp = passkey.IsBackedUp,
                createdAt = passkey.CreatedAt.UtcTicks,
                usedAt = passkey.UsedAt?.UtcTicks,
                most,
            });
        if (added == 0)
            return false;
        write.Audit(audit);
        return true;
    }
}
