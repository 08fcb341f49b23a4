using System.Data;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Sql;

/// <summary>Uses in the tables <c>token_usage</c>, <c>token_usage_days</c> and <c>token_refusals</c>.</summary>
internal sealed class SqlUsageStore(ISqlDatabase database) : IUsageStore
{
    // So that purged tokens, or those missing from a restored backup, leave no rows behind. As a subquery and not as a join, for which
    // PostgreSQL would read the whole table.
    private const string IsThere = "(SELECT t.id FROM tokens t WHERE t.id = r.Token) IS NOT NULL";

    public async ValueTask AddAsync(IReadOnlyList<TokenUsage> usages, TimeSpan resolution, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(usages);
        if (usages.Count == 0)
            return;

        // In the same order on every node, to avoid deadlocks. Of a token with two days, the last of its last uses.
        var ordered = usages.OrderBy(one => one.Token.Number).ThenBy(one => one.Day).ToList();
        var byToken = ordered.GroupBy(one => one.Token).ToList();
        await database.WriteAsync(
            async write =>
            {
                await write.ExecuteOnRowsAsync(
                    rows => AddLast(rows, resolution),
                    byToken.Select(some => some.Select(one => one.Last).MaxBy(last => last?.At) is { } last ? LastOf(some.Key, last) : null).OfType<LastRow>());
                await write.ExecuteOnRowsAsync(
                    AddRefusal,
                    byToken.Select(some => some.Select(one => one.LastRefusal).MaxBy(last => last?.At) is { } last ? RefusalOf(some.Key, last) : null).OfType<RefusalRow>());
                return await write.ExecuteOnRowsAsync(AddDay, ordered.Where(one => one.Counts != default).Select(DayOf));
            },
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<UsageDay>> ListDaysAsync(TokenId token, DateOnly from, DateOnly until, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowsAsync(
            """
            SELECT day, requests, allowed, denied, rate_limited, unauthorized, failed
            FROM token_usage_days WHERE token = @token AND day BETWEEN @from AND @until ORDER BY day
            """,
            new { token = token.Number, from = UsageDays.Write(from), until = UsageDays.Write(until) },
            row => new UsageDay(UsageDays.Read(row.GetInt32(0)), row.GetInt64(1), ReadOutcomes(row))),
        cancellationToken);

    public ValueTask<TokenRefusal?> FindLastRefusalAsync(TokenId token, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowAsync(
            "SELECT refused_at, code, method, route FROM token_refusals WHERE token = @token",
            new { token = token.Number },
            row => new TokenRefusal(Moment.Read(row.GetInt64(0)), row.GetString(1), ReadText(row, 2), ReadText(row, 3))),
        cancellationToken);

    public ValueTask<IReadOnlyList<UsageTotal>> ListTotalsAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowsAsync(
            "SELECT day, CAST(sum(requests) AS BIGINT), count(*) FROM token_usage_days WHERE day BETWEEN @from AND @until GROUP BY day ORDER BY day",
            new { from = UsageDays.Write(from), until = UsageDays.Write(until) },
            row => new UsageTotal(UsageDays.Read(row.GetInt32(0)), row.GetInt64(1), row.GetInt64(2))),
        cancellationToken);

    public ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken) => database.WriteAsync(
        write => write.ExecuteAsync(
            """
            DELETE FROM token_usage_days
            WHERE (token, day) IN (SELECT token, day FROM token_usage_days WHERE day < @before LIMIT @limit)
            """,
            new { before = UsageDays.Write(before), limit }),
        cancellationToken);

    private static string AddLast(string rows, TimeSpan resolution) =>
        $"""
         INSERT INTO token_usage (token, used_at, used_from, used_place)
         SELECT r.Token, r.UsedAt, r.UsedFrom, r.Place FROM {rows} WHERE {IsThere}
         ON CONFLICT (token) DO UPDATE SET used_at = excluded.used_at, used_from = excluded.used_from, used_place = excluded.used_place
         WHERE excluded.used_at >= token_usage.used_at + {resolution.Ticks}
         """;

    private static string AddRefusal(string rows) =>
        $"""
         INSERT INTO token_refusals (token, refused_at, code, method, route)
         SELECT r.Token, r.RefusedAt, r.Code, r.Method, r.Route FROM {rows} WHERE {IsThere}
         ON CONFLICT (token) DO UPDATE SET
             refused_at = excluded.refused_at, code = excluded.code, method = excluded.method, route = excluded.route
         WHERE excluded.refused_at > token_refusals.refused_at
         """;

    private static string AddDay(string rows) =>
        $"""
         INSERT INTO token_usage_days (token, day, requests, allowed, denied, rate_limited, unauthorized, failed)
         SELECT r.Token, r.UsedOn, r.Requests, r.Allowed, r.Denied, r.RateLimited, r.Unauthorized, r.Failed FROM {rows} WHERE {IsThere}
         ON CONFLICT (token, day) DO UPDATE SET
             requests = token_usage_days.requests + excluded.requests,
             allowed = coalesce(token_usage_days.allowed, 0) + excluded.allowed,
             denied = coalesce(token_usage_days.denied, 0) + excluded.denied,
             rate_limited = coalesce(token_usage_days.rate_limited, 0) + excluded.rate_limited,
             unauthorized = coalesce(token_usage_days.unauthorized, 0) + excluded.unauthorized,
             failed = coalesce(token_usage_days.failed, 0) + excluded.failed
         """;

    private static LastRow LastOf(TokenId token, TokenUse last) => new(token.Number, last.At.UtcTicks, last.From, (int)last.Place);

    private static RefusalRow RefusalOf(TokenId token, TokenRefusal refusal) =>
        new(token.Number, refusal.At.UtcTicks, refusal.Code, refusal.Method, refusal.Route);

    private static DayRow DayOf(TokenUsage usage) => new(
        usage.Token.Number, UsageDays.Write(usage.Day), usage.Counts.Sum(), usage.Counts.Allowed, usage.Counts.Denied, usage.Counts.RateLimited,
        usage.Counts.Unauthorized, usage.Counts.Failed);

    // Either all five are set or none.
    private static UsageCounts? ReadOutcomes(IDataRecord row) => row.IsDBNull(2)
        ? null
        : new UsageCounts(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));

    private static string? ReadText(IDataRecord row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private sealed record LastRow(long Token, long UsedAt, string? UsedFrom, int Place);

    private sealed record RefusalRow(long Token, long RefusedAt, string Code, string? Method, string? Route);

    private sealed record DayRow(long Token, int UsedOn, long Requests, long Allowed, long Denied, long RateLimited, long Unauthorized, long Failed);
}
