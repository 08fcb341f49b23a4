using System.Data;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// The sequence of changes: its rows, and a head for each shard, of which there is one now. The head is the lock: whoever
/// takes numbers holds it to the end of the transaction, so that commit order is the order of numbers and none is left out.
/// </summary>
internal static class SqlChangeLog
{
    /// <summary>Where the sequence ends, and from where on it is there.</summary>
    public static string SelectHead(SqlDialect dialect) => $"SELECT {Head(dialect)} FROM change_head WHERE shard = 0";

    /// <summary>The columns of a head as <see cref="ReadHead"/> expects them.</summary>
    public static string Head(SqlDialect dialect) => $"{dialect.Epoch}, seq, floor";

    public static SqlChangeHead ReadHead(IDataRecord row) => new(new ChangeCursor(SharedText.Of(row.GetString(0)), row.GetInt64(1)), row.GetInt64(2));

    /// <summary>What <see cref="SqlDialect.Behind"/> gave: a day at most. Null: the primary was read.</summary>
    public static TimeSpan? ReadBehind(IDataRecord row, int at) =>
        row.IsDBNull(at) ? null : TimeSpan.FromTicks(Math.Clamp(row.GetInt64(at), 0, TimeSpan.TicksPerDay));

    public static StoreUnavailableException NoHead() => new("The store has lost the row that says where its changes end.");

    /// <returns>Where the sequence ends with them; none: there are none.</returns>
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

    /// <summary>What follows a place; a reset, if that cannot be told.</summary>
    /// <param name="session">Shows one moment.</param>
    /// <param name="from">The place; none: a reset.</param>
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
    /// Takes away the changes up to the first that is not older, and records how far: a follower below that has missed
    /// some. A clock that was set back only makes it keep more.
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
