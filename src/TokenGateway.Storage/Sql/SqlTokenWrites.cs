using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Writes to tokens inside a transaction; each appends its change.</summary>
internal static class SqlTokenWrites
{
    public static async Task<TokenAddition> AddAsync(
        SqlWrite write, Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit)
    {
        await write.LockAsync("owner:" + draft.Owner);
        if (await CheckQuotaAsync(write, draft, quota) is { } reached)
            return new TokenAddition(reached, null);
        if (draft.ExternalId is { } chosen && await HasExternalIdAsync(write, draft.Owner, chosen, quota.Now))
            return new TokenAddition(TokenAdditionOutcome.DuplicateExternalId, null);

        // The number comes before the row, so that the row is written once, with the digest of a value that contains it.
        var number = await write.ReadValueAsync<long>(write.Dialect.NextTokenNumber);
        var value = seal(number);
        var ownerNumber = await write.ReadValueAsync<long>("SELECT coalesce((SELECT number FROM users WHERE id = @owner), 0)", new { owner = draft.Owner.Value });
        var token = draft with { Id = TokenId.Stored(number), OwnerNumber = ownerNumber, Hint = value.Hint, DeletedAt = null, LeakedAt = null, OverlapEndsAt = null, LastUse = null };
        if (await SqlSecretWrites.IsKnownAsync(write, value) || !await InsertAsync(write, token, value))
            return new TokenAddition(TokenAdditionOutcome.DuplicateValue, null);
        if (value.Kept is { } kept)
            await SqlKeptValues.PutAsync(write, token.Id, kept);
        write.Append(ChangeKind.TokenAdded, token.Id.ToString());
        write.Audit(audit(token));
        return new TokenAddition(TokenAdditionOutcome.Added, token);
    }

    public static async Task<bool> SetActiveAsync(SqlWrite write, TokenId id, bool isActive, AuditEntry audit) => AppendIf(
        write, id, isActive ? ChangeKind.TokenAdded : ChangeKind.TokenChanged, audit,
        await write.ExecuteAsync("UPDATE tokens SET active = @isActive WHERE id = @number AND deleted_at IS NULL", new { number = id.Number, isActive }));

    public static async Task<bool> DeleteAsync(SqlWrite write, TokenId id, DateTimeOffset at, AuditEntry audit)
    {
        // The token first: an uncommitted rotation locks it, and its stored value is visible only afterwards.
        var isChanged = AppendIf(
            write, id, ChangeKind.TokenChanged, audit,
            await write.ExecuteAsync("UPDATE tokens SET deleted_at = @at WHERE id = @number AND deleted_at IS NULL", new { number = id.Number, at = at.UtcTicks }));
        await SqlKeptValues.PutAsync(write, id, null);
        return isChanged;
    }

    internal static bool AppendIf(SqlWrite write, TokenId id, ChangeKind kind, AuditEntry audit, int changed)
    {
        if (changed == 0)
            return false;
        write.Append(kind, id.ToString());
        write.Audit(audit);
        return true;
    }

    private static async Task<bool> HasExternalIdAsync(SqlWrite write, UserId owner, ExternalId id, DateTimeOffset now) => 0 < await write.ReadValueAsync<long>(
        """
        SELECT count(*) FROM tokens
        WHERE external_id = @id AND owner = @owner AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
        """,
        new { id = id.Value, owner = owner.Value, now = now.UtcTicks });

    private static async Task<TokenAdditionOutcome?> CheckQuotaAsync(SqlWrite write, Token draft, TokenQuota quota)
    {
        if (quota.PerRealm is not null)
            await write.LockAsync("realm:" + draft.Realm);
        return await IsReachedAsync(write, quota.OwnerInRealm ? "owner = @owner AND realm = @realm" : "owner = @owner", draft, quota.PerOwner, quota.Now) ? TokenAdditionOutcome.OwnerQuotaReached
            : await IsReachedAsync(write, "realm = @realm", draft, quota.PerRealm, quota.Now) ? TokenAdditionOutcome.RealmQuotaReached
            : null;
    }

    // Includes inactive tokens, which can be reactivated. Does not count beyond the limit.
    private static async Task<bool> IsReachedAsync(SqlWrite write, string whose, Token draft, int? limit, DateTimeOffset now) =>
        limit is not null && limit <= await write.ReadValueAsync<long>(
            $"""
             SELECT count(*) FROM (
                 SELECT 1 FROM tokens
                 WHERE {whose} AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > @now) LIMIT @limit) counted
             """,
            new { owner = draft.Owner.Value, realm = draft.Realm.Value, limit, now = now.UtcTicks });

    private static async Task<bool> InsertAsync(SqlWrite write, Token token, SealedValue value) => 1 == await write.ExecuteAsync(
        """
        INSERT INTO tokens (id, digest, pepper, name, description, external_id, owner, owner_number, realm, role, permissions, manages,
            created_at, created_by, not_before, expires_at, addresses, active, hint)
        VALUES (@id, @digest, @pepper, @name, @description, @externalId, @owner, @ownerNumber, @realm, @role, @permissions, @manages,
            @createdAt, @createdBy, @notBefore, @expiresAt, @addresses, @active, @hint)
        ON CONFLICT (digest) DO NOTHING
        """,
        new
        {
            id = token.Id.Number,
            digest = value.Digest.ToArray(),
            pepper = value.Pepper,
            name = token.Name,
            description = token.Description,
            externalId = token.ExternalId?.Value,
            owner = token.Owner.Value,
            ownerNumber = token.OwnerNumber,
            realm = token.Realm.Value,
            role = token.Role.Value,
            permissions = NameList.Write(token.Permissions),
            manages = (int)token.Manages,
            createdAt = token.CreatedAt.UtcTicks,
            createdBy = token.CreatedBy,
            notBefore = token.NotBefore?.UtcTicks,
            expiresAt = token.ExpiresAt?.UtcTicks,
            addresses = AddressList.Write(token.Addresses),
            active = token.IsActive,
            hint = token.Hint,
        });
}
