using System.Data;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Sql;

/// <summary>Uses in the tables <c>token_usage</c>, <c>token_usage_days</c> and <c>token_refusals</c>.</summary>
internal sealed class SqlUsageStore(ISqlDatabase database) : IUsageStore
{
    // Selects from tokens, so that purged tokens, or those missing from a restored backup, leave no rows behind.
    private const string AddLast =
        """
        INSERT INTO token_usage (token, used_at, used_from, used_place)
        SELECT id, @at, @from, @place FROM tokens WHERE id = @token
        ON CONFLICT (token) DO UPDATE SET used_at = excluded.used_at, used_from = excluded.used_from, used_place = excluded.used_place
        WHERE excluded.used_at >= token_usage.used_at + @resolution
        """;

    private const string AddDay =
        """
        INSERT INTO token_usage_days (token, day, requests, allowed, denied, rate_limited, unauthorized, failed)
        SELECT id, @day, @requests, @allowed, @denied, @rateLimited, @unauthorized, @failed FROM tokens WHERE id = @token
        ON CONFLICT (token, day) DO UPDATE SET
            requests = token_usage_days.requests + excluded.requests,
            allowed = coalesce(token_usage_days.allowed, 0) + excluded.allowed,
            denied = coalesce(token_usage_days.denied, 0) + excluded.denied,
            rate_limited = coalesce(token_usage_days.rate_limited, 0) + excluded.rate_limited,
            unauthorized = coalesce(token_usage_days.unauthorized, 0) + excluded.unauthorized,
            failed = coalesce(token_usage_days.failed, 0) + excluded.failed
        """;

    private const string AddRefusal =
        """
        INSERT INTO token_refusals (token, refused_at, code, method, route)
        SELECT id, @at, @code, @method, @route FROM tokens WHERE id = @token
        ON CONFLICT (token) DO UPDATE SET
            refused_at = excluded.refused_at, code = excluded.code, method = excluded.method, route = excluded.route
        WHERE excluded.refused_at > token_refusals.refused_at
        """;

    public async ValueTask AddAsync(IReadOnlyList<TokenUsage> usages, TimeSpan resolution, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(usages);
        if (usages.Count == 0)
            return;

        // In the same order on every node, to avoid deadlocks.
        var ordered = usages.OrderBy(one => one.Token.Number).ThenBy(one => one.Day).ToList();
        await database.WriteAsync(
            async write =>
            {
                // A list runs one statement per item.
                await write.ExecuteAsync(AddLast, ordered.Where(one => one.Last is not null).Select(one => LastOf(one.Token, one.Last!, resolution)));
                await write.ExecuteAsync(AddRefusal, ordered.Where(one => one.LastRefusal is not null).Select(one => RefusalOf(one.Token, one.LastRefusal!)));
                return await write.ExecuteAsync(AddDay, ordered.Where(one => one.Counts != default).Select(DayOf));
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

    private static object LastOf(TokenId token, TokenUse last, TimeSpan resolution) => new
    {
        token = token.Number,
        at = last.At.UtcTicks,
        from = last.From,
        place = (int)last.Place,
        resolution = resolution.Ticks,
    };

    private static object RefusalOf(TokenId token, TokenRefusal refusal) => new
    {
        token = token.Number,
        at = refusal.At.UtcTicks,
        code = refusal.Code,
        method = refusal.Method,
        route = refusal.Route,
    };

    private static object DayOf(TokenUsage usage) => new
    {
        token = usage.Token.Number,
        day = UsageDays.Write(usage.Day),
        requests = usage.Counts.Sum(),
        allowed = usage.Counts.Allowed,
        denied = usage.Counts.Denied,
        rateLimited = usage.Counts.RateLimited,
        unauthorized = usage.Counts.Unauthorized,
        failed = usage.Counts.Failed,
    };

    // Either all five are set or none.
    private static UsageCounts? ReadOutcomes(IDataRecord row) => row.IsDBNull(2)
        ? null
        : new UsageCounts(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));

    private static string? ReadText(IDataRecord row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
