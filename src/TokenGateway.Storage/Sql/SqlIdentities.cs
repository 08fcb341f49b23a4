using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Storage.Sql;

/// <summary>The holders of ids and e-mail addresses, by key.</summary>
internal static class SqlIdentities
{
    private const string OfKey = "SELECT id FROM users WHERE id_key = @key UNION SELECT id FROM users WHERE email_key = @key ORDER BY id";

    private const string Shared =
        """
        SELECT key FROM (SELECT id_key AS key, id FROM users UNION SELECT email_key, id FROM users WHERE email_key IS NOT NULL) keys
        GROUP BY key HAVING count(*) > 1 ORDER BY key LIMIT @limit
        """;

    public static Task<IReadOnlyList<UserId>> FindAsync(SqlSession session, string key) =>
        session.ReadRowsAsync(OfKey, new { key }, row => UserId.Parse(row.GetString(0)));

    /// <summary>Assigns it to a user, if available.</summary>
    /// <exception cref="IdentityTakenException">It belongs to another user.</exception>
    /// <exception cref="IdentityKeptException">It belonged to a user with more rights than the actor may grant.</exception>
    public static async Task TakeAsync(SqlWrite write, string? identity, UserId own, Func<UserRights, bool>? canGive)
    {
        if (identity is null)
            return;
        var key = IdentityKey.Of(identity);
        await write.LockAsync("identity:" + key);
        foreach (var other in (await FindAsync(write, key)).Where(id => id != own).Take(1))
            throw new IdentityTakenException(identity, other);
        if (await FindReleasedAsync(write, key) is not { } rights)
            return;
        if (canGive?.Invoke(rights) is false)
            throw new IdentityKeptException(identity, rights);
        await write.ExecuteAsync("DELETE FROM released_identities WHERE key = @key", new { key });
    }

    /// <summary>Records the rights of its previous user, unless it still belongs to one.</summary>
    public static async Task ReleaseAsync(SqlWrite write, string? identity, UserRights rights)
    {
        if (identity is null)
            return;
        var key = IdentityKey.Of(identity);
        await write.LockAsync("identity:" + key);
        if ((await FindAsync(write, key)).Count > 0)
            return;
        var all = await FindReleasedAsync(write, key) is { } before ? before.Union(rights) : rights;
        await write.ExecuteAsync(
            """
            INSERT INTO released_identities (key, rights, released_at) VALUES (@key, @rights, @at)
            ON CONFLICT (key) DO UPDATE SET rights = excluded.rights, released_at = excluded.released_at
            """,
            new { key, rights = RightsText.Write(all), at = write.At.UtcTicks });
    }

    private static Task<UserRights?> FindReleasedAsync(SqlWrite write, string key) =>
        write.ReadRowAsync("SELECT rights FROM released_identities WHERE key = @key", new { key }, row => RightsText.Read(row.GetString(0)));

    public static async Task<IReadOnlyList<SharedIdentity>> ListSharedAsync(SqlSession session, int limit)
    {
        var shared = new List<SharedIdentity>();
        foreach (var key in await session.ReadRowsAsync(Shared, new { limit }, row => row.GetString(0)))
            shared.Add(new SharedIdentity(key, [.. await FindAsync(session, key)]));
        return shared;
    }
}
