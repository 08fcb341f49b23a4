using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>What is done to the secrets of tokens inside a transaction: rotated, ended, sealed anew, forgotten.</summary>
internal static class SqliteSecretWrites
{
    public static Token? Rotate(
        SqliteWrite write, TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit)
    {
        if (Read(write, id) is not { DeletedAt: null } token)
            return null;
        EndOverlaps(write, id, now);
        write.Execute(
            """
            INSERT INTO retired_secrets (digest, pepper, token, retired_at, valid_until, secret_by)
            SELECT digest, pepper, id, @now, @until, secret_by FROM tokens WHERE id = @number
            """,
            new { number = id.Number, now = now.UtcTicks, until = overlapEndsAt.UtcTicks });
        var value = seal(id.Number);
        var ends = overlapEndsAt > now ? overlapEndsAt : (DateTimeOffset?)null;

        // A token that rotates knows the new secret; a person who does takes the token out of its hands.
        var secretBy = audit.Actor.Token is null ? null : audit.Actor.Name;
        write.Execute(
            """
            UPDATE tokens SET digest = @digest, pepper = @pepper, hint = @hint, overlap_ends_at = @ends, secret_by = @secretBy,
                leaked_at = CASE WHEN @secretBy IS NULL THEN NULL ELSE leaked_at END
            WHERE id = @number
            """,
            new { number = id.Number, digest = value.Digest.ToArray(), pepper = value.Pepper, hint = value.Hint, ends = ends?.UtcTicks, secretBy });
        SqliteKeptValues.Put(write, id, value.Kept);
        write.Append(ChangeKind.TokenAdded, id.ToString());
        write.Audit(audit);
        return token with { Hint = value.Hint, OverlapEndsAt = ends, LeakedAt = secretBy is null ? null : token.LeakedAt };
    }

    public static bool EndOverlap(SqliteWrite write, TokenId id, DateTimeOffset now, AuditEntry audit)
    {
        if (Read(write, id) is not { DeletedAt: null } token || !(token.OverlapEndsAt > now))
            return false;
        EndOverlaps(write, id, now);
        return SqliteTokenWrites.AppendIf(write, id, ChangeKind.TokenChanged, audit, changed: 1);
    }

    public static bool IsRetired(SqliteWrite write, TokenDigest digest) =>
        0 < write.ReadNumber("SELECT count(*) FROM retired_secrets WHERE digest = @digest", new { digest = digest.ToArray() });

    public static bool Reseal(SqliteWrite write, TokenDigest from, SealedValue to)
    {
        var values = new { from = from.ToArray(), to = to.Digest.ToArray(), pepper = to.Pepper };
        return write.Execute("UPDATE OR IGNORE tokens SET digest = @to, pepper = @pepper WHERE digest = @from", values)
            + write.Execute("UPDATE OR IGNORE retired_secrets SET digest = @to, pepper = @pepper WHERE digest = @from", values) > 0;
    }

    public static int Purge(SqliteWrite write, DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit)
    {
        var tombstones = write.ReadNumbers(SqliteLineage.Forgettable, new { before = deletedBefore.UtcTicks, limit });
        foreach (var id in tombstones)
        {
            write.Execute("DELETE FROM retired_secrets WHERE token = @id", new { id });
            write.Execute("DELETE FROM token_usage WHERE token = @id", new { id });
            write.Execute("DELETE FROM token_usage_days WHERE token = @id", new { id });
            write.Execute("DELETE FROM tokens WHERE id = @id", new { id });

            // Cached as deleted, unknown from now on: both are refused, but nothing stays of it.
            write.Append(ChangeKind.TokenChanged, TokenId.Stored(id).ToString());
        }

        return tombstones.Count + write.Execute(
            "DELETE FROM retired_secrets WHERE digest IN (SELECT digest FROM retired_secrets WHERE retired_at < @before AND valid_until < @before LIMIT @limit)",
            new { before = retiredBefore.UtcTicks, limit });
    }

    internal static Token? Read(SqliteWrite write, TokenId id) =>
        write.ReadRow($"SELECT {TokenRow.Columns} FROM tokens t WHERE t.id = @number", new { number = id.Number }, TokenRow.Read);

    // At most one secret before the present one goes on.
    internal static void EndOverlaps(SqliteWrite write, TokenId id, DateTimeOffset now)
    {
        write.Execute("UPDATE retired_secrets SET valid_until = @now WHERE token = @number AND valid_until > @now", new { number = id.Number, now = now.UtcTicks });
        write.Execute("UPDATE tokens SET overlap_ends_at = NULL WHERE id = @number", new { number = id.Number });
    }
}
