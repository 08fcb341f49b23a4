using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
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

    public ValueTask<bool> AddAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return database.Writer.RunAsync(write => SqliteUserWrites.Add(write, user), cancellationToken);
    }

    public ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteUserWrites.SetRoles(write, id, roles), cancellationToken);

    public ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteUserWrites.SetDisabled(write, id, isDisabled), cancellationToken);

    public ValueTask<bool> DeleteAsync(UserId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(write => SqliteUserWrites.Delete(write, id, at), cancellationToken);

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
