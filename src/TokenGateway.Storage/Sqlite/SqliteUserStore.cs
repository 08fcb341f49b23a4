using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Users in the <c>users</c> table. Ids compare and sort by their UTF-8 bytes.</summary>
internal sealed class SqliteUserStore(SqliteDatabase database) : IUserStore
{
    public ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(
            session =>
            {
                using var row = session.Connection.ExecuteReader(
                    $"SELECT {UserRow.Columns} FROM users u WHERE u.id = @id", new { id = id.Value });
                return row.Read() ? UserRow.Read(row) : null;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<User>> ListAsync(UserId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return database.Readers.ReadAsync(IReadOnlyList<User> (session) => List(session.Connection, after, limit), cancellationToken);
    }

    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => database.Readers.ReadAsync(
        session => !session.Connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM users)"), cancellationToken);

    public ValueTask<IReadOnlyList<SharedIdentity>> ListSharedIdentitiesAsync(int limit, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(session => SqliteIdentities.ListShared(session.Connection, limit), cancellationToken);

    public ValueTask<IReadOnlyList<UserId>> FindByIdentityAsync(string key, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(session => SqliteIdentities.Find(session.Connection, key), cancellationToken);

    public ValueTask<User?> AddAsync(User user, string? passwordHash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return database.Writer.RunAsync(basis, write => SqliteUserWrites.Add(write, user, passwordHash, audit, basis), cancellationToken);
    }

    public ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(basis, write => SqliteUserWrites.SetRoles(write, id, roles, audit, basis), cancellationToken);

    public ValueTask<bool> SetCanCreateTokensAsync(UserId id, bool canCreateTokens, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(basis, write => SqliteUserWrites.SetCanCreateTokens(write, id, canCreateTokens, audit, basis), cancellationToken);

    public ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(basis, write => SqliteUserWrites.SetDisabled(write, id, isDisabled, audit), cancellationToken);

    public ValueTask<bool> PatchAsync(UserId id, UserPatch patch, IReadOnlyList<AuditEntry> audits, WriteBasis basis, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(basis, write => SqliteUserWrites.Patch(write, id, patch, audits, basis), cancellationToken);

    public ValueTask<string?> GetPasswordHashAsync(UserId id, CancellationToken cancellationToken) => database.Readers.ReadAsync(
        session => session.Connection.ExecuteScalar<string?>("SELECT password_hash FROM users WHERE id = @id", new { id = id.Value }), cancellationToken);

    public ValueTask<bool> SetPasswordHashAsync(UserId id, string? hash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(basis, write => SqliteUserWrites.SetPasswordHash(write, id, hash, audit), cancellationToken);

    public ValueTask<bool> UpgradePasswordHashAsync(UserId id, string from, string to, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteUserWrites.UpgradePasswordHash(write, id, from, to), cancellationToken);

    public ValueTask<bool> DeleteAsync(
        UserId id, DateTimeOffset at, AuditEntry audit, Func<TokenId, AuditEntry> auditToken, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteUserWrites.Delete(write, id, at, audit, auditToken), cancellationToken);

    private static List<User> List(SqliteConnection connection, UserId? after, int limit)
    {
        using var rows = connection.ExecuteReader(
            $"SELECT {UserRow.Columns} FROM users u WHERE u.id > @after ORDER BY u.id LIMIT @limit",
            new { after = after?.Value ?? "", limit });
        var users = new List<User>();
        while (rows.Read())
            users.Add(UserRow.Read(rows));
        return users;
    }
}
