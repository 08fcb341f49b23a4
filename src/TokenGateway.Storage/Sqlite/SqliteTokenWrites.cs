using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>What is done to tokens inside a transaction; each appends its change there too.</summary>
internal static class SqliteTokenWrites
{
    public static TokenAddition Add(SqliteWrite write, Token draft, TokenQuota quota, Func<long, SealedValue> seal)
    {
        if (CheckQuota(write, draft, quota) is { } reached)
            return new TokenAddition(reached, null);

        // Under the write lock the next number is certain, so the row is written once, with its digest.
        var number = 1 + write.ReadNumber("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'tokens'), 0)");
        var value = seal(number);
        var token = draft with { Id = TokenId.Stored(number), Hint = value.Hint, DeletedAt = null };
        if (!Insert(write, token, value.Digest))
            return new TokenAddition(TokenAdditionOutcome.DuplicateValue, null);
        write.Append(ChangeKind.TokenAdded, token.Id.ToString());
        return new TokenAddition(TokenAdditionOutcome.Added, token);
    }

    public static bool SetActive(SqliteWrite write, TokenId id, bool isActive)
    {
        var changed = write.Execute(
            "UPDATE tokens SET active = @isActive WHERE id = @number AND deleted_at IS NULL", new { number = id.Number, isActive });
        if (changed == 0)
            return false;
        write.Append(isActive ? ChangeKind.TokenAdded : ChangeKind.TokenChanged, id.ToString());
        return true;
    }

    public static bool Delete(SqliteWrite write, TokenId id, DateTimeOffset at)
    {
        var changed = write.Execute(
            "UPDATE tokens SET deleted_at = @at WHERE id = @number AND deleted_at IS NULL", new { number = id.Number, at = at.UtcTicks });
        if (changed == 0)
            return false;
        write.Append(ChangeKind.TokenChanged, id.ToString());
        return true;
    }

    private static TokenAdditionOutcome? CheckQuota(SqliteWrite write, Token draft, TokenQuota quota) =>
        IsReached(write, "owner", draft.Owner.Value, quota.PerOwner, quota.Now) ? TokenAdditionOutcome.OwnerQuotaReached
        : IsReached(write, "realm", draft.Realm.Value, quota.PerRealm, quota.Now) ? TokenAdditionOutcome.RealmQuotaReached
        : null;

    // Inactive tokens count: they can be switched on again. Counts no further than the limit.
    private static bool IsReached(SqliteWrite write, string column, string value, int? limit, DateTimeOffset now) =>
        limit is not null && limit <= write.ReadNumber(
            $"""
             SELECT count(*) FROM (
                 SELECT 1 FROM tokens
                 WHERE {column} = @value AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > @now) LIMIT @limit)
             """,
            new { value, limit, now = now.UtcTicks });

    private static bool Insert(SqliteWrite write, Token token, TokenDigest digest) => 1 == write.Execute(
        """
        INSERT INTO tokens (id, digest, name, owner, realm, role, permissions, manages, created_at, created_by, expires_at, active, hint)
        VALUES (@id, @digest, @name, @owner, @realm, @role, @permissions, @manages, @createdAt, @createdBy, @expiresAt, @active, @hint)
        ON CONFLICT (digest) DO NOTHING
        """,
        new
        {
            id = token.Id.Number,
            digest = digest.ToArray(),
            name = token.Name,
            owner = token.Owner.Value,
            realm = token.Realm.Value,
            role = token.Role.Value,
            permissions = NameList.Write(token.Permissions),
            manages = (int)token.Manages,
            createdAt = token.CreatedAt.UtcTicks,
            createdBy = token.CreatedBy,
            expiresAt = token.ExpiresAt?.UtcTicks,
            active = token.IsActive,
            hint = token.Hint,
        });
}
