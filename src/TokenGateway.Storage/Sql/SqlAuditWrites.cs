using System.Collections.Immutable;
using System.Security.Cryptography;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>Appends to the audit log inside a transaction.</summary>
internal static class SqlAuditWrites
{
    // The row is the lock: the next appender waits here until this transaction ends.
    private const string TakeHead = $"UPDATE audit_ends SET seq = seq WHERE which = '{AuditEnds.Head}' RETURNING seq, seal, signature";

    /// <exception cref="StoreUnavailableException">
    /// The key of this process has not signed the end of the log. Continuing from it would sign tampered content.
    /// </exception>
    public static async Task AppendAsync(SqlWrite write, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
            return;
        var head = await TakeHeadAsync(write);
        if (head is null ? await IsSomethingThereAsync(write) : !write.Chain.IsHead(head))
            throw Foreign();
        var (seq, seal) = head is null ? (0, AuditChain.Beginning) : (head.Seq, head.Seal);
        foreach (var entry in entries)
            (seq, seal) = (seq + 1, await InsertAsync(write, write.Chain, seal, seq + 1, entry));
        await AuditEnds.WriteAsync(write, AuditEnds.Head, write.Chain.Head(seq, seal));
    }

    /// <summary>Rekeys the log: all existing records were sealed with an earlier key.</summary>
    public static async Task<AuditHead> RekeyAsync(SqlWrite write, AuditChain chain, AuditEntry entry)
    {
        var head = await TakeHeadAsync(write);
        var last = Math.Max(head?.Seq ?? 0, await write.ReadValueAsync<long>("SELECT coalesce(max(seq), 0) FROM audit"));

        // In a tampered log, the last seal may be anything.
        var seal = head is { Seal.Length: HMACSHA256.HashSizeInBytes } && head.Seq == last ? head.Seal : AuditChain.Beginning;
        await AuditEnds.WriteAsync(write, AuditEnds.Checkpoint, chain.Rekeyed(last, seal));
        var rekeyed = chain.Head(last + 1, await InsertAsync(write, chain, seal, last + 1, entry));
        await AuditEnds.WriteAsync(write, AuditEnds.Head, rekeyed);
        return rekeyed;
    }

    /// <summary>Checks that the log can be continued: it is empty, or its end is signed by the current key.</summary>
    /// <exception cref="StoreUnavailableException">It cannot.</exception>
    public static async Task RequireOwnAsync(SqlSession session, Lazy<AuditChain> chain)
    {
        var head = await AuditEnds.ReadAsync(session, AuditEnds.Head);
        if (head is null && await IsSomethingThereAsync(session))
        {
            // Another process may have written the first record since; its head was written in the same transaction.
            head = await AuditEnds.ReadAsync(session, AuditEnds.Head) ?? throw Foreign();
        }

        if (head is { } own && !chain.Value.IsHead(own))
            throw Foreign();
    }

    public static Task<bool> IsSomethingThereAsync(SqlSession session) =>
        session.ReadValueAsync<bool>("SELECT EXISTS (SELECT 1 FROM audit) OR EXISTS (SELECT 1 FROM audit_ends)");

    // Before the first record there is no row to lock.
    private static async Task<AuditHead?> TakeHeadAsync(SqlWrite write)
    {
        if (await write.ReadRowAsync(TakeHead, null, AuditRow.ReadEnd) is { } head)
            return head;
        await write.LockAsync("audit");
        return await write.ReadRowAsync(TakeHead, null, AuditRow.ReadEnd);
    }

    private static async Task<ImmutableArray<byte>> InsertAsync(SqlWrite write, AuditChain chain, ImmutableArray<byte> previous, long seq, AuditEntry entry)
    {
        var seal = chain.Seal(previous, seq, write.At, entry);
        var added = await write.ExecuteAsync(
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

        // Another writer has inserted a record there.
        return added == 1 ? seal : throw Foreign();
    }

    private static StoreUnavailableException Foreign() => new(
        "The end of the audit log is not signed with the present key: it was sealed with another key, or it was changed. "
        + "Nothing was changed now. Run `tokengateway audit verify` to find out which. If the key was replaced, restart every process that still uses the old one.");
}
