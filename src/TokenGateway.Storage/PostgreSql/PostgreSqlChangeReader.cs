using System.Collections.Immutable;
using System.Data;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>Reads the changes with a single statement, so that the end of the sequence, the changes up to it and the heartbeat are consistent.</summary>
internal sealed class PostgreSqlChangeReader(PostgreSqlDatabase database, TimeProvider time, ChangeCursor from) : IChangeReader
{
    /// <summary>The interval at which writes of other processes are polled for without a request or notification.</summary>
    public static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(900);

    private static readonly string Next = SqlFor("JOIN (SELECT seq AS number, kind, key FROM changes WHERE seq > @last) c");

    // A computed bound hides from the planner how few rows follow it; used only if there is no cursor.
    private static readonly string First = SqlFor(
        $"JOIN LATERAL (SELECT changes.seq AS number, kind, key FROM changes WHERE changes.seq > greatest(change_head.floor, change_head.seq - {ChangeBatch.MaxHistory})) c");

    private ChangeCursor _cursor = from;
    private Task _signal = database.Changed.Next;

    public async ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _signal = database.Changed.Next;
        var now = time.GetUtcNow();

        var rows = await database.ReadNearAsync(session => session.ReadRowsAsync(_cursor.IsNone ? First : Next, new { last = _cursor.Seq }, Row.Read), cancellationToken);
        if (rows is not [var first, ..])
            throw SqlChangeLog.NoHead();
        if (first.UsableFrom > database.Version)
            throw PostgreSqlErrors.Outgrown(database.Name, first.UsableFrom, database.Version);
        ImmutableArray<Change> changes = [.. rows.Select(row => row.Change).OfType<Change>()];
        var batch = first.Head.IsReachedFrom(_cursor) ? new ChangeBatch(changes, IsReset: false) : first.Head.ResetWith(changes);
        _cursor = first.Head.End;
        database.Positions.Follow(_cursor);
        return batch with { Cursor = _cursor, Heartbeat = first.Behind is { } behind ? now - behind : null };
    }

    public async ValueTask WaitAsync(Task asked, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_signal, asked, Task.Delay(PollingInterval, time, waiting.Token));

        // Otherwise the unused delay would keep its timer.
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static string SqlFor(string join) =>
        $"""
         SELECT {SqlChangeLog.Head(PostgreSqlDialect.Instance)}, c.kind, c.key, {PostgreSqlVersion.SelectUsableFrom},
             {PostgreSqlDialect.Instance.Behind}
         FROM change_head LEFT {join} ON TRUE
         WHERE shard = 0 ORDER BY c.number
         """;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <param name="Head">The end of the sequence, the same in every row.</param>
    /// <param name="Change">The change; null in the only row if nothing has changed.</param>
    /// <param name="UsableFrom">The newest schema version that a program must know at least.</param>
    /// <param name="Behind">The age of the newest heartbeat, a day if there was none; null if the primary was read.</param>
    private sealed record Row(SqlChangeHead Head, Change? Change, int UsableFrom, TimeSpan? Behind)
    {
        public static Row Read(IDataRecord row) => new(
            SqlChangeLog.ReadHead(row),
            row.IsDBNull(3) ? null : new Change((ChangeKind)row.GetInt32(3), row.GetString(4)),
            row.GetInt32(5),
            SqlChangeLog.ReadBehind(row, 6));
    }
}
