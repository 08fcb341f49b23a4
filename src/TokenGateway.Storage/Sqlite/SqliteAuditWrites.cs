using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Sqlite;

/// <summary>What is done to the audit log inside a transaction.</summary>
internal static class SqliteAuditWrites
{
    public static void Append(SqliteWrite write, AuditEntry entry)
    {
        var head = write.ReadEnd("head");
        var (seq, previous) = head is null ? (1L, AuditChain.Beginning) : (head.Seq + 1, head.Seal);
        var seal = write.Chain.Seal(previous, seq, write.At, entry);
        write.Execute(
            """
            INSERT INTO audit (seq, at, actor, actor_user, actor_token, address, action, subject, before, after, seal)
            VALUES (@seq, @at, @actor, @user, @token, @address, @action, @subject, @before, @after, @seal)
            """,
            new
            {
                seq,
                at = write.At.UtcTicks,
                actor = entry.Actor.Name,
                user = entry.Actor.User,
                token = entry.Actor.Token,
                address = entry.Actor.Address,
                action = AuditActions.NameOf(entry.Action),
                subject = entry.Subject,
                before = entry.Before,
                after = entry.After,
                seal = seal.ToArray(),
            });
        write.WriteEnd("head", write.Chain.Head(seq, seal));
    }

    /// <summary>
    /// Takes away the oldest records up to the first that is young enough: a gap in the middle would break the chain. The
    /// newest stays, because the next one is tied to it.
    /// </summary>
    public static int Prune(SqliteWrite write, DateTimeOffset before)
    {
        var last = write.ReadNumber(
            "SELECT coalesce(min(CASE WHEN at >= @before THEN seq END), max(seq)) - 1 FROM audit", new { before = before.UtcTicks });
        var seal = write.ReadBytes("SELECT seal FROM audit WHERE seq = @last", new { last });
        if (seal is null)
            return 0;
        var gone = write.Execute("DELETE FROM audit WHERE seq <= @last", new { last });
        write.WriteEnd("checkpoint", write.Chain.Checkpoint(last, [.. seal]));
        Append(write, new AuditEntry(AuditActor.Gateway, AuditAction.AuditPruned, "audit", After: $$"""{"upTo":{{last}},"records":{{gone}}}"""));
        return gone;
    }
}
