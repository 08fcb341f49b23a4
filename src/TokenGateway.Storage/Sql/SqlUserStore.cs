using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Storage.Sql;

/// <summary>Users in the <c>users</c> table. Ids compare and sort by their UTF-8 bytes.</summary>
internal sealed class SqlUserStore(ISqlDatabase database) : IUserStore
{
    public ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => SqlUserWrites.ReadAsync(session, id), cancellationToken);

    public ValueTask<IReadOnlyList<User>> GetManyAsync(IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
            return new([]);
        return database.ReadAsync(
            session => session.ReadRowsAsync(
                $"SELECT {UserRow.Columns} FROM users u WHERE {session.Dialect.In("u.id", "@ids")}",
                new { ids = session.Dialect.List([.. ids.Select(id => id.Value)]) },
                row => UserRow.Read(row)),
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<User>> ListAsync(UserFilter filter, UserId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return database.ReadAsync(
            session => session.ReadRowsAsync(
                $"SELECT {UserRow.Columns} FROM users u WHERE u.id > @after{UserFilterSql.Where(filter)} ORDER BY u.id LIMIT @limit",
                new { after = after?.Value ?? "", limit, contains = TokenFilterSql.PatternOf(filter.Contains), maintainer = MaintainersText.PatternOf(filter.Maintainer) },
                row => UserRow.Read(row)),
            cancellationToken);
    }

    public async ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => !await database.ReadAsync(
        session => session.ReadValueAsync<bool>("SELECT EXISTS (SELECT 1 FROM users)"), cancellationToken);

    public ValueTask<IReadOnlyList<SharedIdentity>> ListSharedIdentitiesAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(session => SqlIdentities.ListSharedAsync(session, limit), cancellationToken);

    public ValueTask<IReadOnlyList<UserId>> FindByIdentityAsync(string key, CancellationToken cancellationToken) =>
        database.ReadAsync(session => SqlIdentities.FindAsync(session, key), cancellationToken);

    public ValueTask<User?> FindByLoginAsync(ExternalLogin login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(login);
        return database.ReadAsync(
            session => session.ReadRowAsync(
                $"SELECT {UserRow.Columns} FROM users u WHERE u.issuer = @issuer AND u.subject = @subject",
                new { issuer = login.Issuer, subject = login.Subject },
                row => UserRow.Read(row)),
            cancellationToken);
    }

    public ValueTask<User?> AddAsync(User user, string? passwordHash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return database.WriteAsync(basis, write => SqlUserWrites.AddAsync(write, user, passwordHash, audit, basis), cancellationToken);
    }

    public ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.WriteAsync(basis, write => SqlUserWrites.SetRolesAsync(write, id, roles, audit, basis), cancellationToken);

    public ValueTask<bool> SetCanCreateTokensAsync(UserId id, bool canCreateTokens, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.WriteAsync(basis, write => SqlUserWrites.SetCanCreateTokensAsync(write, id, canCreateTokens, audit, basis), cancellationToken);

    public ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.WriteAsync(basis, write => SqlUserWrites.SetDisabledAsync(write, id, isDisabled, audit), cancellationToken);

    public ValueTask<bool> PatchAsync(UserId id, UserPatch patch, IReadOnlyList<AuditEntry> audits, WriteBasis basis, CancellationToken cancellationToken) =>
        database.WriteAsync(basis, write => SqlUserWrites.PatchAsync(write, id, patch, audits, basis), cancellationToken);

    public ValueTask<string?> GetPasswordHashAsync(UserId id, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadValueAsync<string>("SELECT password_hash FROM users WHERE id = @id", new { id = id.Value }), cancellationToken);

    public ValueTask<bool> SetPasswordHashAsync(UserId id, string? hash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        database.WriteAsync(basis, write => SqlUserWrites.SetPasswordHashAsync(write, id, hash, audit), cancellationToken);

    public ValueTask<bool> UpgradePasswordHashAsync(UserId id, string from, string to, CancellationToken cancellationToken) =>
        database.WriteAsync(write => SqlUserWrites.UpgradePasswordHashAsync(write, id, from, to), cancellationToken);

    public ValueTask<bool> DeleteAsync(
        UserId id, DateTimeOffset at, AuditEntry audit, Func<TokenId, AuditEntry> auditToken, CancellationToken cancellationToken) =>
        database.WriteAsync(write => SqlUserWrites.DeleteAsync(write, id, at, audit, auditToken), cancellationToken);
}
