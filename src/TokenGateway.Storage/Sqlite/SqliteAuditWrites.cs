using System.Collections.Immutable;
using System.Security.Cryptography;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Appends to the audit log inside a transaction.</summary>
internal static class SqliteAuditWrites
{
    /// <exception cref="StoreUnavailableException">
    /// The end of the log is not signed by the key of this process. To go on from it would sign what somebody left there.
    /// </exception>
    public static void Append(SqliteWrite write, AuditChain chain, AuditEntry entry)
    {
        var head = write.ReadEnd(AuditEnds.Head);
        if (head is null ? IsSomethingThere(write) : !chain.IsHead(head))
            throw SqliteAuditKey.Foreign();
        var (seq, previous) = head is null ? (1L, AuditChain.Beginning) : (head.Seq + 1, head.Seal);
        Append(write, chain, seq, chain.Seal(previous, seq, write.At, entry), entry);
    }

    /// <summary>Begins anew under another key: all that is there was sealed with an earlier one.</summary>
    public static AuditHead Rekey(SqliteWrite write, AuditChain chain, AuditEntry entry)
    {
        var head = write.ReadEnd(AuditEnds.Head);
        var last = Math.Max(head?.Seq ?? 0, write.ReadNumber("SELECT coalesce(max(seq), 0) FROM audit"));

        // Of a log that somebody changed the last seal may be anything.
        var seal = head is { Seal.Length: HMACSHA256.HashSizeInBytes } && head.Seq == last ? head.Seal : AuditChain.Beginning;
        var start = chain.Rekeyed(last, seal);
        write.WriteEnd(AuditEnds.Checkpoint, start);
        return Append(write, chain, last + 1, chain.Seal(seal, last + 1, write.At, entry), entry);
    }

    private static AuditHead Append(SqliteWrite write, AuditChain chain, long seq, ImmutableArray<byte> seal, AuditEntry entry)
    {
        var added = write.Execute(
            """
            INSERT INTO audit (seq, at, actor, actor_user, actor_token, address, action, subject, before, after, seal)
            VALUES (@seq, @at, @actor, @user, @token, @address, @action, @subject, @before, @after, @seal)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                seq,
                at = write.At.UtcTicks,
                actor = entry.Actor.Name,
                user = entry.Actor.User,
                token = entry.Actor.Token,
                address = entry.Actor.Address,
                action = entry.ActionName,
                subject = entry.Subject,
                before = entry.Before,
                after = entry.After,
                seal = seal.ToArray(),
            });

        // Somebody else has put a record there.
        if (added != 1)
            throw SqliteAuditKey.Foreign();
        var head = chain.Head(seq, seal);
        write.WriteEnd(AuditEnds.Head, head);
        return head;
    }

    private static bool IsSomethingThere(SqliteWrite write) =>
        0 < write.ReadNumber("SELECT EXISTS (SELECT 1 FROM audit) OR EXISTS (SELECT 1 FROM audit_ends)");
}
