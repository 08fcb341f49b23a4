using System.Text.Json;
using Dapper;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Notices in the tables <c>notices</c> and <c>notice_position</c>.</summary>
internal sealed class SqliteNoticeStore(SqliteDatabase database) : INoticeStore
{
    private const string IsDue = "done_at IS NULL AND way = @way AND due_at <= @now";

    public ValueTask<long?> ReadPositionAsync(CancellationToken cancellationToken) => database.Readers.ReadAsync(
        session => session.Connection.QueryFirstOrDefault<long?>("SELECT seq FROM notice_position"), cancellationToken);

    public async ValueTask SetPositionAsync(long? position, CancellationToken cancellationToken) => await database.Writer.RunAsync(
        write => position is { } seq
            ? write.Execute("INSERT OR REPLACE INTO notice_position (id, seq) VALUES (1, @seq)", new { seq })
            : write.Execute("DELETE FROM notice_position"),
        cancellationToken);

    public ValueTask<bool> AddAsync(IReadOnlyList<NoticeDraft> drafts, long from, long to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        return database.Writer.RunAsync(
            write =>
            {
                if (write.Execute("UPDATE notice_position SET seq = @to WHERE seq = @from", new { from, to }) == 0)
                    return false;
                Add(write, drafts);
                return true;
            },
            cancellationToken);
    }

    public ValueTask<int> AddAsync(IReadOnlyList<NoticeDraft> drafts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        return database.Writer.RunAsync(write => Add(write, drafts), cancellationToken);
    }

    public ValueTask<IReadOnlySet<string>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return database.Readers.ReadAsync(
            IReadOnlySet<string> (session) => session.Connection.Query<string>(
                "SELECT key FROM notices WHERE key IN (SELECT value FROM json_each(@keys))", new { keys = JsonSerializer.Serialize(keys) })
                .ToHashSet(StringComparer.Ordinal),
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<Token>> ListEndingAsync(
        DateTimeOffset now, DateTimeOffset until, Token? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return database.Readers.ReadAsync(
            IReadOnlyList<Token> (session) =>
            {
                using var rows = session.Connection.ExecuteReader(
                    $"""
                     SELECT {TokenRow.Columns} FROM tokens t
                     WHERE t.deleted_at IS NULL AND t.active AND t.expires_at > @now AND t.expires_at <= @until
                       AND (t.expires_at, t.id) > (@end, @id)
                     ORDER BY t.expires_at, t.id LIMIT @limit
                     """,
                    new { now = now.UtcTicks, until = until.UtcTicks, end = after?.ExpiresAt?.UtcTicks ?? 0, id = after?.Id.Number ?? 0, limit });
                var tokens = new List<Token>();
                while (rows.Read())
                    tokens.Add(TokenRow.Read(rows));
                return tokens;
            },
            cancellationToken);
    }

    public async ValueTask<PendingNotice?> TakeAsync(
        NoticeWay way, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken)
    {
        var values = new { way = NoticeRow.NameOf(way), now = now.UtcTicks, lease = leaseEndsAt.UtcTicks };

        // Read first: mostly none is due, and to write is to wait for others.
        var isAnyDue = await database.Readers.ReadAsync(
            session => session.Connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM notices WHERE {IsDue})", values), cancellationToken);
        return !isAnyDue ? null : await database.Writer.RunAsync(
            write => write.ReadRow(
                $"""
                 UPDATE notices SET due_at = @lease, attempts = attempts + 1
                 WHERE id = (SELECT id FROM notices WHERE {IsDue} ORDER BY due_at, id LIMIT 1)
                 RETURNING {NoticeRow.Columns}
                 """,
                values, NoticeRow.Read),
            cancellationToken);
    }

    public ValueTask FinishAsync(PendingNotice notice, DateTimeOffset at, string outcome, CancellationToken cancellationToken) =>
        UpdateAsync("done_at = @at", notice, at, outcome, cancellationToken);

    public ValueTask PutOffAsync(PendingNotice notice, DateTimeOffset dueAt, string outcome, CancellationToken cancellationToken) =>
        UpdateAsync("due_at = @at", notice, dueAt, outcome, cancellationToken);

    public ValueTask<int> PruneAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken) => database.Writer.RunAsync(
        write => write.Execute("DELETE FROM notices WHERE done_at < @before", new { before = doneBefore.UtcTicks }), cancellationToken);

    private static int Add(SqliteWrite write, IReadOnlyList<NoticeDraft> drafts) => drafts.Sum(draft => write.Execute(
        """
        INSERT INTO notices (key, way, recipient, content, created_at, due_at) VALUES (@key, @way, @recipient, @content, @at, @at)
        ON CONFLICT (key) DO NOTHING
        """,
        new
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
        await database.Writer.RunAsync(
            write => write.Execute(
                $"UPDATE notices SET {what}, outcome = @outcome WHERE id = @number AND attempts = @attempt AND done_at IS NULL",
                new { number = notice.Number, attempt = notice.Attempt, at = at.UtcTicks, outcome }),
            cancellationToken);
    }
}
