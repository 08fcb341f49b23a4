using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>What is done to users inside a transaction; each appends its change there too.</summary>
internal static class SqliteUserWrites
{
    public static bool Add(SqliteWrite write, User user) => AppendIf(write, user.Id, write.Execute(
        """
        INSERT INTO users (id, email, name, roles, disabled, created_at)
        VALUES (@id, @email, @name, @roles, @disabled, @createdAt)
        ON CONFLICT (id) DO NOTHING
        """,
        new
        {
            id = user.Id.Value,
            email = user.Email,
            name = user.Name,
            roles = NameList.Write(user.Roles),
            disabled = user.IsDisabled,
            createdAt = user.CreatedAt.UtcTicks,
        }));

    public static bool SetRoles(SqliteWrite write, UserId id, ImmutableArray<RoleName> roles) => AppendIf(write, id, write.Execute(
        "UPDATE users SET roles = @roles WHERE id = @id", new { id = id.Value, roles = NameList.Write(roles) }));

    public static bool SetDisabled(SqliteWrite write, UserId id, bool isDisabled) => AppendIf(write, id, write.Execute(
        "UPDATE users SET disabled = @isDisabled WHERE id = @id", new { id = id.Value, isDisabled }));

    public static bool Delete(SqliteWrite write, UserId id, DateTimeOffset at)
    {
        if (!AppendIf(write, id, write.Execute("DELETE FROM users WHERE id = @id", new { id = id.Value })))
            return false;
        foreach (var number in write.ReadNumbers("SELECT id FROM tokens WHERE owner = @owner AND deleted_at IS NULL ORDER BY id", new { owner = id.Value }))
            SqliteTokenWrites.Delete(write, TokenId.Stored(number), at);
        return true;
    }

    private static bool AppendIf(SqliteWrite write, UserId id, int changed)
    {
        if (changed == 0)
            return false;
        write.Append(ChangeKind.UserChanged, id.Value);
        return true;
    }
}
