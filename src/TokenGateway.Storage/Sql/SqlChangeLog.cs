using System.Data;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// The sequence of changes: its rows, and a head for each shard, currently one. The head is the lock: a writer that takes
/// numbers holds it until the end of its transaction, so that commit order is the order of numbers, without gaps.
/// </summary>
internal static class SqlChangeLog
{
    /// <summary>The end of the sequence, and its first available change.</summary>
    public static string SelectHead(SqlDialect dialect) => $"SELECT {Head(dialect)} FROM change_head WHERE shard = 0";

    /// <summary>The columns of a head, for <see cref="ReadHead"/>.</summary>
    public static string Head(SqlDialect dialect) => $"{dialect.Epoch}, seq, floor";

    public static SqlChangeHead ReadHead(IDataRecord row) => new(new ChangeCursor(SharedText.Of(row.GetString(0)), row.GetInt64(1)), row.GetInt64(2));

    /// <summary>The value of <see cref="SqlDialect.Behind"/>, at most a day. Null: the primary was read.</summary>
    public static TimeSpan? ReadBehind(IDataRecord row, int at) =>
        row.IsDBNull(at) ? null : TimeSpan.FromTicks(Math.Clamp(row.GetInt64(at), 0, TimeSpan.TicksPerDay));

    public static StoreUnavailableException NoHead() => new("The store has lost the row that says where its changes end.");

    /// <returns>The end of the sequence after them; none: there are none.</returns>
    public static async Task<ChangeCursor> AppendAsync(SqlWrite write, IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
            return default;
        var sql = $"UPDATE change_head SET seq = seq + @count{write.Dialect.EpochOfWriter} WHERE shard = 0 RETURNING {Head(write.Dialect)}";
        if (await write.ReadRowsAsync(sql, new { count = changes.Count }, ReadHead) is not [var head])
            throw NoHead();
        var last = head.End.Seq;
        await write.ExecuteAsync(
            "INSERT INTO changes (seq, kind, key, at) VALUES (@seq, @kind, @key, @at)",
            changes.Select((one, at) => new { seq = last - changes.Count + 1 + at, kind = (int)one.Kind, key = one.Key, at = write.At.UtcTicks }));
        return head.End;
    }

    /// <summary>The changes after a position; a reset, if they are unknown.</summary>
    /// <param name="session">A consistent snapshot.</param>
    /// <param name="from">The position; none: a reset.</param>
    public static async Task<ChangeBatch> ReadAsync(SqlSession session, ChangeCursor from)
    {
        if (await session.ReadRowsAsync(SelectHead(session.Dialect), null, ReadHead) is not [var head])
            throw NoHead();
        var isReset = !head.IsReachedFrom(from);
        var last = isReset ? head.HistorySince.Seq : from.Seq;
        var changes = await session.ReadRowsAsync(
            "SELECT kind, key FROM changes WHERE seq > @last ORDER BY seq", new { last },
            row => new Change((ChangeKind)row.GetInt32(0), row.GetString(1)));
        return isReset
            ? head.ResetWith([.. changes])
            : new ChangeBatch([.. changes], IsReset: false) { Cursor = head.End };
    }

    /// <summary>
    /// Deletes the changes up to the first one that is recent enough, and records how far: a follower before that has
    /// missed some. A clock that was set back only delays deletion.
    /// </summary>
    public static async Task<int> PruneAsync(SqlWrite write, DateTimeOffset before)
    {
        var floor = await write.ReadValueAsync<long>(
            "SELECT coalesce((SELECT min(seq) - 1 FROM changes WHERE at >= @before), (SELECT max(seq) FROM changes), 0)",
            new { before = before.UtcTicks });
        await write.ExecuteAsync("UPDATE change_head SET floor = @floor WHERE shard = 0 AND floor < @floor", new { floor });
        return await write.ExecuteAsync("DELETE FROM changes WHERE seq <= @floor", new { floor });
    }
}
