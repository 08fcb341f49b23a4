using Dapper;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Sessions in the <c>sessions</c> table.</summary>
internal sealed class SqliteSessionStore(SqliteDatabase database) : ISessionStore
{
    public ValueTask<bool> AddAsync(Session session, string? passwordHash, AuditEntry audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.Writer.RunAsync(write => Add(write, session, passwordHash, audit), cancellationToken);
    }

    public ValueTask<Session?> FindAsync(TokenDigest digest, CancellationToken cancellationToken) => database.Readers.ReadAsync(
        session =>
        {
            using var row = session.Connection.ExecuteReader(
                $"SELECT {SessionRow.Columns} FROM sessions s WHERE s.digest = @digest", new { digest = digest.ToArray() });
            return row.Read() ? SessionRow.Read(row) : null;
        },
        cancellationToken);

    public async ValueTask TouchAsync(TokenDigest digest, DateTimeOffset at, CancellationToken cancellationToken) => await database.Writer.RunAsync(
        write => write.Execute(
            "UPDATE sessions SET seen_at = @at WHERE digest = @digest AND seen_at < @at", new { digest = digest.ToArray(), at = at.UtcTicks }),
        cancellationToken);

    public ValueTask<bool> EndAsync(TokenDigest digest, AuditEntry audit, CancellationToken cancellationToken) => database.Writer.RunAsync(
        write => AuditIf(write, audit, write.Execute("DELETE FROM sessions WHERE digest = @digest", new { digest = digest.ToArray() })),
        cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset now, DateTimeOffset seenBefore, CancellationToken cancellationToken) => database.Writer.RunAsync(
        write => write.Execute(
            "DELETE FROM sessions WHERE expires_at <= @now OR seen_at < @seenBefore", new { now = now.UtcTicks, seenBefore = seenBefore.UtcTicks }),
        cancellationToken);

    private static bool Add(SqliteWrite write, Session session, string? passwordHash, AuditEntry audit) => AuditIf(write, audit, write.Execute(
        """
        INSERT INTO sessions (digest, user, user_number, stamp, address, signed_in_at, seen_at, expires_at)
        SELECT @digest, @user, @userNumber, @stamp, @address, @signedInAt, @seenAt, @expiresAt
        WHERE @passwordHash IS NULL OR EXISTS (
            SELECT 1 FROM users WHERE id = @user AND number = @userNumber AND password_hash = @passwordHash AND disabled = 0)
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
            passwordHash,
        }));

    private static bool AuditIf(SqliteWrite write, AuditEntry audit, int changed)
    {
        if (changed == 0)
            return false;
        write.Audit(audit);
        return true;
    }
}
