using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Writes to the secrets of tokens inside a transaction: rotate, end, reseal, delete.</summary>
internal static class SqlSecretWrites
{
    private const string Resealed = "digest = @to, pepper = @pepper WHERE digest = @from";

    public static async Task<Token?> RotateAsync(
        SqlWrite write, TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit)
    {
        if (await ReadAsync(write, id) is not { DeletedAt: null } token)
            return null;
        var value = seal(id.Number);
        if (await IsKnownAsync(write, value))
            throw new ValueKnownException();
        await EndOverlapsAsync(write, id, now);
        await write.ExecuteAsync(
            """
            INSERT INTO retired_secrets (digest, pepper, token, retired_at, valid_until, secret_by)
            SELECT digest, pepper, id, @now, @until, secret_by FROM tokens WHERE id = @number
            """,
            new { number = id.Number, now = now.UtcTicks, until = overlapEndsAt.UtcTicks });
        var ends = overlapEndsAt > now ? overlapEndsAt : (DateTimeOffset?)null;

        // A token that rotates knows the new secret; a rotation by a person takes the token out of its control.
        var secretBy = audit.Actor.Token is null ? null : audit.Actor.Name;
        await write.ExecuteAsync(
            """
            UPDATE tokens SET digest = @digest, pepper = @pepper, hint = @hint, overlap_ends_at = @ends, secret_by = @secretBy,
                leaked_at = CASE WHEN @secretBy IS NULL THEN NULL ELSE leaked_at END
            WHERE id = @number
            """,
            new { number = id.Number, digest = value.Digest.ToArray(), pepper = value.Pepper, hint = value.Hint, ends = ends?.UtcTicks, secretBy });
        await SqlKeptValues.PutAsync(write, id, value.Kept);
        write.Append(ChangeKind.TokenAdded, id.ToString());
        write.Audit(audit);
        return token with { Hint = value.Hint, OverlapEndsAt = ends, LeakedAt = secretBy is null ? null : token.LeakedAt };
    }

    public static async Task<bool> EndOverlapAsync(SqlWrite write, TokenId id, DateTimeOffset now, AuditEntry audit)
    {
        if (await ReadAsync(write, id) is not { DeletedAt: null } token || !(token.OverlapEndsAt > now))
            return false;
        await EndOverlapsAsync(write, id, now);
        return SqlTokenWrites.AppendIf(write, id, ChangeKind.TokenChanged, audit, changed: 1);
    }

    /// <summary>Whether the value is a retired secret, or, if it was created elsewhere, any secret in any form.</summary>
    public static async Task<bool> IsKnownAsync(SqlWrite write, SealedValue value)
    {
        if (!value.IsForeign)
            return await IsRetiredAsync(write, value.Digest);
        foreach (var form in value.OtherForms.Prepend(value.Digest))
        {
            // In this order: a concurrent rotation moves it from the first to the second.
            if (await IsCurrentAsync(write, form) || await IsRetiredAsync(write, form))
                return true;
        }

        return false;
    }

    private static async Task<bool> IsRetiredAsync(SqlWrite write, TokenDigest digest) =>
        0 < await write.ReadValueAsync<long>("SELECT count(*) FROM retired_secrets WHERE digest = @digest", new { digest = digest.ToArray() });

    private static async Task<bool> IsCurrentAsync(SqlWrite write, TokenDigest digest) =>
        0 < await write.ReadValueAsync<long>("SELECT count(*) FROM tokens WHERE digest = @digest", new { digest = digest.ToArray() });

    public static async Task<bool> ResealAsync(SqlWrite write, TokenDigest from, SealedValue to)
    {
        var values = new { from = from.ToArray(), to = to.Digest.ToArray(), pepper = to.Pepper };
        return await write.ExecuteAsync($"UPDATE tokens SET {Resealed} AND NOT EXISTS (SELECT 1 FROM tokens o WHERE o.digest = @to)", values)
            + await write.ExecuteAsync($"UPDATE retired_secrets SET {Resealed} AND NOT EXISTS (SELECT 1 FROM retired_secrets o WHERE o.digest = @to)", values) > 0;
    }

    public static async Task<int> PurgeAsync(SqlWrite write, DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit)
    {
        var tombstones = await write.ReadRowsAsync(
            SqlLineage.Forgettable(write.Dialect), new { before = deletedBefore.UtcTicks, limit }, row => row.GetInt64(0));
        foreach (var id in tombstones)
        {
            await write.ExecuteAsync("DELETE FROM retired_secrets WHERE token = @id", new { id });
            await write.ExecuteAsync("DELETE FROM token_usage WHERE token = @id", new { id });
            await write.ExecuteAsync("DELETE FROM token_usage_days WHERE token = @id", new { id });
            await write.ExecuteAsync("DELETE FROM token_refusals WHERE token = @id", new { id });
            await write.ExecuteAsync("DELETE FROM token_permissions WHERE token = @id", new { id });
            await write.ExecuteAsync("DELETE FROM tokens WHERE id = @id", new { id });

            // Cached as deleted, unknown from now on: both are refused, but nothing remains of it.
            write.Append(ChangeKind.TokenChanged, TokenId.Stored(id).ToString());
        }

        return tombstones.Count + await write.ExecuteAsync(
            "DELETE FROM retired_secrets WHERE digest IN (SELECT digest FROM retired_secrets WHERE retired_at < @before AND valid_until < @before LIMIT @limit)",
            new { before = retiredBefore.UtcTicks, limit });
    }

    /// <summary>In a transaction, locks the token's row.</summary>
    internal static Task<Token?> ReadAsync(SqlSession session, TokenId id) => session.ReadRowAsync(
        $"SELECT {TokenRow.Columns} FROM tokens t WHERE t.id = @number{session.ForUpdate}", new { number = id.Number }, TokenRow.Read);

    // At most one retired secret is in its overlap.
    internal static async Task EndOverlapsAsync(SqlWrite write, TokenId id, DateTimeOffset now)
    {
        await write.ExecuteAsync("UPDATE retired_secrets SET valid_until = @now WHERE token = @number AND valid_until > @now", new { number = id.Number, now = now.UtcTicks });
        await write.ExecuteAsync("UPDATE tokens SET overlap_ends_at = NULL WHERE id = @number", new { number = id.Number });
    }
}
