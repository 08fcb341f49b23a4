using Dapper;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Whose an id or an e-mail address is, by its key.</summary>
internal static class SqliteIdentities
{
    private const string OfKey = "SELECT id FROM users WHERE id_key = @key UNION SELECT id FROM users WHERE email_key = @key ORDER BY id";

    public static IReadOnlyList<UserId> Find(SqliteConnection connection, string key) => [.. connection.Query<string>(OfKey, new { key }).Select(UserId.Parse)];

    /// <exception cref="IdentityTakenException">It is another user's.</exception>
    public static void RequireFree(SqliteWrite write, string? identity, UserId own)
    {
        if (identity is null)
            return;
        var holders = write.ReadRows(OfKey, new { key = IdentityKey.Of(identity) }, row => UserId.Parse(row.GetString(0)));
        foreach (var other in holders.Where(id => id != own).Take(1))
            throw new IdentityTakenException(identity, other);
    }

    public static IReadOnlyList<SharedIdentity> ListShared(SqliteConnection connection, int limit) =>
        [.. connection.Query<string>(
                """
                SELECT key FROM (SELECT id_key AS key, id FROM users UNION SELECT email_key, id FROM users WHERE email_key IS NOT NULL)
                GROUP BY key HAVING count(*) > 1 ORDER BY key LIMIT @limit
                """,
                new { limit })
            .Select(key => new SharedIdentity(key, [.. Find(connection, key)]))];
}
