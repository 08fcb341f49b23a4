using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Sessions in the <c>sessions</c> table.</summary>
internal sealed class SqlSessionStore(ISqlDatabase database) : ISessionStore
{
    public ValueTask<bool> AddAsync(Session session, string? passwordHash, AuditEntry audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.WriteAsync(write => AddAsync(write, session, passwordHash, audit), cancellationToken);
    }

    public ValueTask<Session?> FindAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ReadAsync(session, digest), cancellationToken);

    public async ValueTask TouchAsync(TokenDigest digest, DateTimeOffset at, CancellationToken cancellationToken) => await database.WriteAsync(
        write => write.ExecuteAsync(
            "UPDATE sessions SET seen_at = @at WHERE digest = @digest AND seen_at < @at", new { digest = digest.ToArray(), at = at.UtcTicks }),
        cancellationToken);

    public ValueTask<bool> EndAsync(TokenDigest digest, AuditEntry audit, CancellationToken cancellationToken) => database.WriteAsync(
        async write => AuditIf(write, audit, await write.ExecuteAsync("DELETE FROM sessions WHERE digest = @digest", new { digest = digest.ToArray() })),
        cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset now, DateTimeOffset seenBefore, CancellationToken cancellationToken) => database.WriteAsync(
        write => write.ExecuteAsync(
            "DELETE FROM sessions WHERE expires_at <= @now OR seen_at < @seenBefore", new { now = now.UtcTicks, seenBefore = seenBefore.UtcTicks }),
        cancellationToken);

    /// <summary>In a transaction, locks the session's row.</summary>
    internal static Task<Session?> ReadAsync(SqlSession session, TokenDigest digest) => session.ReadRowAsync(
        $"SELECT {SessionRow.Columns} FROM sessions s WHERE s.digest = @digest{session.ForUpdate}", new { digest = digest.ToArray() }, SessionRow.Read);

    private static async Task<bool> AddAsync(SqlWrite write, Session session, string? passwordHash, AuditEntry audit)
    {
        // A change of user or passkey ends existing sessions: this one exists before it, or is not opened.
        await SqlUserWrites.ReadAsync(write, session.User);
        if (session.Passkey is { } passkey)
            await write.ReadValueAsync<string>($"SELECT id FROM passkeys WHERE id = @passkey{write.ForUpdate}", new { passkey });
        return AuditIf(write, audit, await InsertAsync(write, session, passwordHash));
    }

    private static Task<int> InsertAsync(SqlWrite write, Session session, string? passwordHash) => write.ExecuteAsync(
        """
        INSERT INTO sessions (digest, user_id, user_number, stamp, address, signed_in_at, seen_at, expires_at, id_token, passkey)
        SELECT @digest, @user, @userNumber, @stamp, @address, @signedInAt, @seenAt, @expiresAt, @idToken, @passkey
        WHERE @userNumber = 0 OR EXISTS (
            SELECT 1 FROM users WHERE id = @user AND number = @userNumber AND NOT disabled AND maintainers IS NULL
                AND (@passwordHash IS NULL OR password_hash = @passwordHash)
                AND (@passkey IS NULL OR EXISTS (SELECT 1 FROM passkeys WHERE id = @passkey AND user_id = @user AND user_number = @userNumber)))
        """,
        new
        {
            digest = session.Digest.ToArray(),
            user = session.User.Value,
            userNumber = session.UserNumber,
            stamp = session.Stamp,
            address = session.Address,
            signedInAt = session.SignedInAt.UtcTicks,
            seenAt = session.SeenAt.UtcTicks,
            expiresAt = session.ExpiresAt.UtcTicks,
            idToken = session.IdToken,
            passkey = session.Passkey,
            passwordHash,
        });

    private static bool AuditIf(SqlWrite write, AuditEntry audit, int changed)
    {
        if (changed == 0)
            return false;
        write.Audit(audit);
        return true;
    }
}
