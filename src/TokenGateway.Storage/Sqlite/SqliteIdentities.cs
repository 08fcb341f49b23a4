using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Whose an id or an e-mail address is, by its key.</summary>
internal static class SqliteIdentities
{
    private const string OfKey = "SELECT id FROM users WHERE id_key = @key UNION SELECT id FROM users WHERE email_key = @key ORDER BY id";

    public static IReadOnlyList<UserId> Find(SqliteConnection connection, string key) => [.. connection.Query<string>(OfKey, new { key }).Select(UserId.Parse)];

    /// <summary>Takes it for a user, if it can be had.</summary>
    /// <exception cref="IdentityTakenException">It is another user's.</exception>
    /// <exception cref="IdentityKeptException">It was one of a user who had more than the one who writes may give.</exception>
    public static void Take(SqliteWrite write, string? identity, UserId own, Func<UserRights, bool>? canGive)
    {
        if (identity is null)
            return;
        var key = IdentityKey.Of(identity);
        var holders = write.ReadRows(OfKey, new { key }, row => UserId.Parse(row.GetString(0)));
        foreach (var other in holders.Where(id => id != own).Take(1))
            throw new IdentityTakenException(identity, other);
        if (FindReleased(write, key) is not { } rights)
            return;
        if (canGive?.Invoke(rights) is false)
            throw new IdentityKeptException(identity, rights);
        write.Execute("DELETE FROM released_identities WHERE key = @key", new { key });
    }

    /// <summary>Remembers what the user had whose it was, unless it is still somebody's.</summary>
    public static void Release(SqliteWrite write, string? identity, UserRights rights)
    {
        if (identity is null)
            return;
        var key = IdentityKey.Of(identity);
        if (write.ReadRows(OfKey, new { key }, row => row.GetString(0)).Count > 0)
            return;
        var all = FindReleased(write, key) is { } before ? before.Union(rights) : rights;
        write.Execute(
            "INSERT OR REPLACE INTO released_identities (key, rights, released_at) VALUES (@key, @rights, @at)",
            new { key, rights = RightsText.Write(all), at = write.At.UtcTicks });
    }

    private static UserRights? FindReleased(SqliteWrite write, string key) =>
        write.ReadRow("SELECT rights FROM released_identities WHERE key = @key", new { key }, row => RightsText.Read(row.GetString(0)));

    public static IReadOnlyList<SharedIdentity> ListShared(SqliteConnection connection, int limit) =>
        [.. connection.Query<string>(
                """
                SELECT key FROM (SELECT id_key AS key, id FROM users UNION SELECT email_key, id FROM users WHERE email_key IS NOT NULL)
                GROUP BY key HAVING count(*) > 1 ORDER BY key LIMIT @limit
                """,
                new { limit })
            .Select(key => new SharedIdentity(key, [.. Find(connection, key)]))];
}
