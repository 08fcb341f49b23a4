using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Sql;

/// <summary>Uses in the tables <c>token_usage</c> and <c>token_usage_days</c>.</summary>
internal sealed class SqlUsageStore(ISqlDatabase database) : IUsageStore
{
    // From tokens: what was purged, or is not in a backup that took the store's place, leaves no rows behind.
    private const string AddLast =
        """
        INSERT INTO token_usage (token, used_at, used_from, used_place)
        SELECT id, @at, @from, @place FROM tokens WHERE id = @token
        ON CONFLICT (token) DO UPDATE SET used_at = excluded.used_at, used_from = excluded.used_from, used_place = excluded.used_place
        WHERE excluded.used_at >= token_usage.used_at + @resolution
        """;

    private const string AddDay =
        """
        INSERT INTO token_usage_days (token, day, requests)
        SELECT id, @day, @requests FROM tokens WHERE id = @token
        ON CONFLICT (token, day) DO UPDATE SET requests = token_usage_days.requests + excluded.requests
        """;

    public async ValueTask AddAsync(IReadOnlyList<TokenUsage> usages, TimeSpan resolution, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(usages);
        if (usages.Count == 0)
            return;
        await database.WriteAsync(
            async write =>
            {
                // A list: one statement each, prepared once.
                await write.ExecuteAsync(AddLast, usages.Select(one => new
                {
                    token = one.Token.Number,
                    at = one.Last.At.UtcTicks,
                    from = one.Last.From,
                    place = (int)one.Last.Place,
                    resolution = resolution.Ticks,
                }));
                return await write.ExecuteAsync(AddDay, usages.Select(one => new { token = one.Token.Number, day = UsageDays.Write(one.Day), requests = one.Requests }));
            },
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<UsageDay>> ListDaysAsync(TokenId token, DateOnly from, DateOnly until, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.ReadRowsAsync(
            "SELECT day, requests FROM token_usage_days WHERE token = @token AND day BETWEEN @from AND @until ORDER BY day",
            new { token = token.Number, from = UsageDays.Write(from), until = UsageDays.Write(until) },
            row => new UsageDay(UsageDays.Read(row.GetInt32(0)), row.GetInt64(1))),
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
}
