using TokenGateway.Core.Notices;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Notices in the tables <c>notices</c> and <c>notice_position</c>.</summary>
internal sealed class SqlNoticeStore(ISqlDatabase database) : INoticeStore
{
    // Per statement; SQLite allows 32,766.
    private const int MostParameters = 1_000;

    private const string IsDue = "done_at IS NULL AND way = @way AND due_at <= @now";

    public ValueTask<long?> ReadPositionAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadValueAsync<long?>("SELECT seq FROM notice_position"), cancellationToken);

    public async ValueTask SetPositionAsync(long? position, CancellationToken cancellationToken) => await database.WriteAsync(
        write => position is { } seq
            ? write.ExecuteAsync("INSERT INTO notice_position (id, seq) VALUES (1, @seq) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq", new { seq })
            : write.ExecuteAsync("DELETE FROM notice_position"),
        cancellationToken);

    public ValueTask<bool> AddAsync(IReadOnlyList<NoticeDraft> drafts, long from, long to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        return database.WriteAsync(
            async write =>
            {
                if (await write.ExecuteAsync("UPDATE notice_position SET seq = @to WHERE seq = @from", new { from, to }) == 0)
                    return false;
                await AddAsync(write, drafts);
                return true;
            },
            cancellationToken);
    }

    public ValueTask<int> AddAsync(IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        return database.WriteAsync(write => AddAsync(write, drafts), cancellationToken);
    }

    public async ValueTask<IReadOnlySet<string>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(MostParameters))
        {
            found.UnionWith(await database.ReadAsync(
                session => session.ReadRowsAsync($"SELECT key FROM notices WHERE {session.Dialect.In("key", "@some")}", new { some = session.Dialect.List(some) }, row => row.GetString(0)),
                cancellationToken));
        }

        return found;
    }

    public ValueTask<IReadOnlyList<Token>> ListEndingAsync(
        DateTimeOffset now, DateTimeOffset until, Token? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return database.ReadAsync(
            session => session.ReadRowsAsync(
                $"""
                 SELECT {TokenRow.Columns} FROM tokens t
                 WHERE t.deleted_at IS NULL AND t.active AND t.expires_at > @now AND t.expires_at <= @until
                   AND (t.expires_at, t.id) > (@end, @id)
                 ORDER BY t.expires_at, t.id LIMIT @limit
                 """,
                new { now = now.UtcTicks, until = until.UtcTicks, end = after?.ExpiresAt?.UtcTicks ?? 0, id = after?.Id.Number ?? 0, limit },
                TokenRow.Read),
            cancellationToken);
    }

    public async ValueTask<PendingNotice?> TakeAsync(
        NoticeChannelKind way, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken)
    {
        var values = new { way = NoticeRow.NameOf(way), now = now.UtcTicks, lease = leaseEndsAt.UtcTicks };

        // Read first: usually none is due, and a write would have to wait for others.
        var isAnyDue = await database.ReadAsync(
            session => session.ReadValueAsync<bool>($"SELECT EXISTS (SELECT 1 FROM notices WHERE {IsDue})", values), cancellationToken);
        return !isAnyDue ? null : await database.WriteAsync(
            write => write.ReadRowAsync(
                $"""
                 UPDATE notices SET due_at = @lease, attempts = attempts + 1
                 WHERE id = (SELECT id FROM notices WHERE {IsDue} ORDER BY due_at, id LIMIT 1) AND {IsDue}
                 RETURNING {NoticeRow.Columns}
                 """,
                values, NoticeRow.Read),
            cancellationToken);
    }

    public ValueTask FinishAsync(PendingNotice notice, DateTimeOffset at, string outcome, CancellationToken cancellationToken) =>
        UpdateAsync("done_at = @at", notice, at, outcome, cancellationToken);

    public ValueTask PutOffAsync(PendingNotice notice, DateTimeOffset dueAt, string outcome, CancellationToken cancellationToken) =>
        UpdateAsync("due_at = @at", notice, dueAt, outcome, cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken) => database.WriteAsync(
        write => write.ExecuteAsync("DELETE FROM notices WHERE done_at < @before", new { before = doneBefore.UtcTicks }), cancellationToken);

    private static Task<int> AddAsync(SqlWrite write, IReadOnlyList<NoticeDraft> drafts) => write.ExecuteAsync(
        """
        INSERT INTO notices (key, way, recipient, content, created_at, due_at) VALUES (@key, @way, @recipient, @content, @at, @at)
        ON CONFLICT (key) DO NOTHING
        """,
        drafts.Select(draft => new
        {
            key = draft.Key,
            way = NoticeRow.NameOf(draft.Way),
            recipient = draft.Recipient,
            content = NoticeRow.Write(draft.Content),
            at = write.At.UtcTicks,
        }));

    private async ValueTask UpdateAsync(string what, PendingNotice notice, DateTimeOffset at, string outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        await database.WriteAsync(
            write => write.ExecuteAsync(
                $"UPDATE notices SET {what}, outcome = @outcome WHERE id = @number AND attempts = @attempt AND done_at IS NULL",
                new { number = notice.Number, attempt = notice.Attempt, at = at.UtcTicks, outcome }),
            cancellationToken);
    }
}
